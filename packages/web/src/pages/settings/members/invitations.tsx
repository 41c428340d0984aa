import { Trash2, UserPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../api/me.ts";
import { useRead, useWrite } from "../../../api/queries.ts";
import { fieldMessage, messageOf } from "../../../api/refusal.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { CopyField } from "../../../ui/copy-field.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { Time } from "../../../ui/time.tsx";
import { GrantsText } from "./grants-text.tsx";
import { type Grants, RoleGrants } from "./role-grants.tsx";

export function Invitations() {
  const { t } = useTranslation("settings");
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const { data } = useRead("listInvitations");
  const revoke = useWrite("deleteInvitation");
  const items = data?.items ?? [];
  return (
    <Card
      title={t("invitations.title")}
      description={t("invitations.text")}
      actions={
        may("members.manage") && (
          <Button onPress={() => setOpen(true)}>
            <UserPlus aria-hidden size={16} />
            {t("invitations.invite")}
          </Button>
        )
      }
    >
      {items.length === 0 && <p className="text-body text-ink-2">{t("invitations.none")}</p>}
      <ul className="flex flex-col divide-y divide-line [&:not(:has(li))]:hidden">
        {items.map(({ id, email, roles, expiresAt }) => (
          <li key={id} className="flex items-center gap-3 py-2 text-node first:pt-0 last:pb-0">
            <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium break-all">{email}</span>
              <GrantsText grants={roles} />
              <span className="text-ink-3">
                {t("expires")} <Time at={expiresAt} />
              </span>
            </div>
            {may("members.manage") && (
              <IconButton
                label={t("invitations.revoke", { email })}
                onPress={() => revoke.mutate({ params: { id } })}
              >
                <Trash2 aria-hidden size={16} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {isOpen && <InviteDialog onClose={() => setOpen(false)} />}
    </Card>
  );
}

function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("settings");
  const create = useWrite("createInvitation", { isErrorShown: true });
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={t("invitations.invite")}>
      {create.data ? (
        <div className="flex flex-col gap-4">
          <Notice look="ok">{t("invitations.made", { email: create.data.email })}</Notice>
          <CopyField label={t("invitations.link")} value={create.data.url} />
        </div>
      ) : (
        <InviteForm
          error={create.error}
          isPending={create.isPending}
          onSubmit={(email, roles) => create.mutate({ body: { email, roles } })}
        />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onSubmit: (email: string, roles: Grants) => void;
}

function InviteForm({ error, isPending, onSubmit }: FormProps) {
  const { t } = useTranslation("settings");
  const [email, setEmail] = useState("");
  const [grants, setGrants] = useState<Grants>({ "*": "viewer" });
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    onSubmit(email, grants);
  };
  return (
    <Form className="flex flex-col gap-4" onSubmit={submit}>
      {error !== null && <Notice look="error">{messageOf(error)}</Notice>}
      <TextField
        label={t("email")}
        type="email"
        value={email}
        onChange={setEmail}
        errorMessage={fieldMessage(error, "email")}
        isRequired
        autoFocus
      />
      <RoleGrants grants={grants} onChange={setGrants} />
      <Button kind="primary" type="submit" isPending={isPending} className="self-end">
        {t("invitations.make")}
      </Button>
    </Form>
  );
}
