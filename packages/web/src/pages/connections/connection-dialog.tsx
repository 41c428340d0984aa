import type { ConnectionKind } from "@stepwell/core";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Input } from "../../api/call.ts";
import { useWrite } from "../../api/queries.ts";
import { messageOf } from "../../api/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toasts.tsx";
import { SecretFields, SettingFields } from "./connection-fields.tsx";
import type { Connection } from "./connections-page.tsx";
import { hostsIn, kindNames, kinds, present, smtpDefaults, type Values } from "./kinds.ts";

interface Props {
  /** Undefined makes a new one. */
  readonly connection: Connection | undefined;
  readonly onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly hosts: string;
  readonly settings: Values;
  readonly secrets: Values;
}

function draftOf(connection: Connection | undefined): Draft {
  if (!connection)
    return { name: "", kind: "bearer", hosts: "", settings: smtpDefaults, secrets: {} };
  const { name, kind, hosts, settings } = connection;
  return { name, kind, hosts: hosts.join(", "), settings: settings as Values, secrets: {} };
}

export function ConnectionDialog({ connection, onClose }: Props) {
  const { t } = useTranslation("connections");
  const [draft, setDraft] = useState(() => draftOf(connection));
  const { save, isPending, error } = useSave(connection, onClose);
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  const isNew = connection === undefined;
  const spec = kinds[draft.kind];
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    save(draft);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={isNew ? t("new") : t("edit", { name: draft.name })}
    >
      <Form className="flex flex-col gap-4" onSubmit={submit}>
        {error !== null && <Notice look="error">{messageOf(error)}</Notice>}
        {isNew && <NewFields draft={draft} set={set} />}
        <SettingFields
          fields={spec.settings}
          values={draft.settings}
          onChange={(settings) => set({ settings })}
        />
        {spec.hasHosts && (
          <TextField
            label={t("hosts")}
            description={t("hosts_hint")}
            placeholder="api.example.com"
            value={draft.hosts}
            onChange={(hosts) => set({ hosts })}
            isRequired
            isCode
          />
        )}
        <SecretFields
          fields={spec.secrets}
          values={draft.secrets}
          stored={connection?.secrets ?? {}}
          onChange={(secrets) => set({ secrets })}
        />
        <Button kind="primary" type="submit" isPending={isPending} className="self-end">
          {t("save")}
        </Button>
      </Form>
    </Dialog>
  );
}

interface NewProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
}

/** Name and kind are chosen once. */
function NewFields({ draft, set }: NewProps) {
  const { t } = useTranslation("connections");
  return (
    <>
      <TextField
        label={t("name")}
        description={t("name_hint")}
        value={draft.name}
        onChange={(name) => set({ name })}
        pattern="[A-Za-z][A-Za-z0-9_\-]{0,63}"
        isRequired
        autoFocus
      />
      <Select
        label={t("kind.label")}
        options={kindNames.map((id) => ({
          id,
          label: t(`kind.${id}`),
          description: t(`kind_text.${id}`),
        }))}
        value={draft.kind}
        onChange={(kind) => set({ kind, secrets: {} })}
      />
    </>
  );
}

function useSave(connection: Connection | undefined, onClose: () => void) {
  const { t } = useTranslation("connections");
  const onDone = (): void => {
    toast({ text: t("saved") });
    onClose();
  };
  const create = useWrite("createConnection", { isErrorShown: true, onDone });
  const update = useWrite("updateConnection", { isErrorShown: true, onDone });
  const save = ({ name, kind, hosts, settings, secrets }: Draft): void => {
    const spec = kinds[kind];
    const known = new Set<string>(spec.settings.map(({ id }) => id));
    const content = {
      settings: present(
        Object.fromEntries(Object.entries(settings).filter(([id]) => known.has(id))),
      ),
      secrets: present(secrets),
      ...(spec.hasHosts && { hosts: hostsIn(hosts) }),
    };
    if (connection) update.mutate({ params: { name }, body: content } as Input<"updateConnection">);
    else create.mutate({ body: { name, kind, ...content } } as Input<"createConnection">);
  };
  return {
    save,
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
  };
}
