import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { useMe } from "../../../api/me.ts";
import { Select } from "../../../ui/select.tsx";

export type Grants = Answer<"listMembers">["items"][number]["roles"];
export type Role = NonNullable<Grants[string]>;

export const roles: readonly Role[] = ["viewer", "operator", "builder", "admin", "owner"];
const none = "none";

interface Props {
  readonly grants: Grants;
  readonly onChange: (grants: Grants) => void;
}

/** A role for all environments, and others for single ones. */
export function RoleGrants({ grants, onChange }: Props) {
  const { t } = useTranslation("settings");
  const { data } = useMe();
  const choose = (scope: string, role: Role | typeof none): void => {
    const { [scope]: _old, ...others } = grants;
    onChange(role === none ? others : { ...others, [scope]: role });
  };
  const options = roles.map((id) => ({
    id,
    label: t(`role.${id}`),
    description: t(`role_text.${id}`),
  }));
  return (
    <div className="flex flex-col gap-3">
      <Select<Role | typeof none>
        label={t("members.everywhere")}
        options={[{ id: none, label: t("members.no_role") }, ...options]}
        value={grants["*"] ?? none}
        onChange={(role) => choose("*", role)}
      />
      {(data?.environments ?? []).map(({ name, title }) => (
        <Select<Role | typeof none>
          key={name}
          label={t("members.in_environment", { name: title })}
          options={[{ id: none, label: t("members.as_everywhere") }, ...options]}
          value={grants[name] ?? none}
          onChange={(role) => choose(name, role)}
        />
      ))}
    </div>
  );
}
