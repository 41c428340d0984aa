import { useTranslation } from "react-i18next";
import { useEnvironment } from "../../api/environment.ts";
import { useMe } from "../../api/me.ts";
import { Badge } from "../../ui/badge.tsx";
import { Card } from "../../ui/card.tsx";
import { CopyField } from "../../ui/copy-field.tsx";

export function General() {
  const { t } = useTranslation("settings");
  const environment = useEnvironment() ?? "";
  const { data } = useMe();
  const environments = data?.environments ?? [];
  return (
    <>
      <Card title={t("general.address")} description={t("general.address_text")}>
        <CopyField
          label={t("general.address")}
          value={`${location.origin}/api/v1/${environment}`}
        />
      </Card>
      <Card title={t("general.environments")} description={t("general.environments_text")}>
        <ul className="flex flex-col divide-y divide-line">
          {environments.map(({ name, title, kind, role }) => (
            <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-body">
              <span className="font-medium">{title}</span>
              <code className="text-ink-3">{name}</code>
              <span className="flex-1" />
              <Badge look={kind === "live" ? "ok" : "wait"}>{t(`kind.${kind}`)}</Badge>
              <Badge>{t("general.you_are", { role: t(`role.${role}`) })}</Badge>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
