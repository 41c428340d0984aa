import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMe } from "../../../api/me.ts";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { CopyField } from "../../../ui/copy-field.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { useNow } from "../../../ui/now.ts";
import { NumberField } from "../../../ui/number-field.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { type Role, roles } from "../members/role-grants.tsx";

const all = "*";
const dayMs = 86_400_000;

/** A key is shown once: in this dialog, after it was made. */
export function KeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("settings");
  const create = useWrite("createKey", { isErrorShown: true });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("keys.new")}>
      {create.data ? (
        <div className="flex flex-col gap-4">
          <Notice look="warning">{t("keys.once")}</Notice>
          <CopyField label={t("keys.key")} value={create.data.key} />
          <Button kind="primary" className="self-end" onPress={onClose} autoFocus>
            {t("keys.have_it")}
          </Button>
        </div>
      ) : (
        <KeyForm create={create} />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly create: ReturnType<typeof useWrite<"createKey">>;
}

function KeyForm({ create }: FormProps) {
  const { t } = useTranslation("settings");
  const { data: me } = useMe();
  const now = useNow();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [environment, setEnvironment] = useState(all);
  const [days, setDays] = useState(NaN);
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    const expiresAt = new Date(now.getTime() + days * dayMs);
    create.mutate({
      body: {
        name,
        role,
        ...(environment !== all && { environment }),
        ...(!Number.isNaN(days) && { expiresAt: expiresAt.toISOString() }),
      },
    });
  };
  return (
    <Form className="flex flex-col gap-4" onSubmit={submit}>
      {create.isError && <Notice look="error">{messageOf(create.error)}</Notice>}
      <TextField label={t("name")} value={name} onChange={setName} isRequired autoFocus />
      <Select
        label={t("keys.role")}
        options={roles.map((id) => ({
          id,
          label: t(`role.${id}`),
          description: t(`role_text.${id}`),
        }))}
        value={role}
        onChange={setRole}
      />
      <Select
        label={t("environment")}
        options={[
          { id: all, label: t("keys.everywhere") },
          ...(me?.environments ?? []).map((one) => ({ id: one.name, label: one.title })),
        ]}
        value={environment}
        onChange={setEnvironment}
      />
      <NumberField
        label={t("keys.days")}
        description={t("keys.days_hint")}
        value={days}
        onChange={setDays}
        minValue={1}
      />
      <Button kind="primary" type="submit" isPending={create.isPending} className="self-end">
        {t("keys.make")}
      </Button>
    </Form>
  );
}
