import { Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMay } from "../../api/me.ts";
import { useRead, useWrite } from "../../api/queries.ts";
import { messageOf } from "../../api/refusal.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toasts.tsx";

/** Values go in and never come out. */
export function Secrets() {
  const { t } = useTranslation("settings");
  const may = useMay();
  const { data, error } = useRead("listSecrets");
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  if (!data) return <Skeleton rows={3} />;
  return (
    <>
      <Card title={t("section.secrets")} isFlush={data.items.length > 0}>
        {data.items.length === 0 && <p className="text-body text-ink-2">{t("secrets.none")}</p>}
        <ul className="divide-y divide-line [&:not(:has(li))]:hidden">
          {data.items.map(({ name }) => (
            <li key={name} className="flex min-h-11 items-center gap-3 ps-4 pe-2">
              <code className="text-ink">{name}</code>
              <span className="flex-1 text-node text-ink-3">••••••••</span>
              {may("secrets.write") && <RemoveSecret name={name} />}
            </li>
          ))}
        </ul>
      </Card>
      {may("secrets.write") ? <SecretForm /> : <Notice>{t("read_only_admin")}</Notice>}
    </>
  );
}

function RemoveSecret({ name }: { readonly name: string }) {
  const { t } = useTranslation("settings");
  const [isAsking, ask] = useState(false);
  const remove = useWrite("deleteSecret");
  return (
    <>
      <IconButton label={t("secrets.delete", { name })} onPress={() => ask(true)}>
        <Trash2 aria-hidden size={16} />
      </IconButton>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={ask}
        title={t("secrets.delete", { name })}
        action={t("delete")}
        isDanger
        onConfirm={() => remove.mutate({ params: { name } })}
      >
        {t("secrets.delete_text")}
      </ConfirmDialog>
    </>
  );
}

function SecretForm() {
  const { t } = useTranslation("settings");
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const write = useWrite("setSecret", {
    isErrorShown: true,
    onDone() {
      setName("");
      setValue("");
      toast({ text: t("saved") });
    },
  });
  const save = (submitted: FormEvent): void => {
    submitted.preventDefault();
    write.mutate({ params: { name }, body: { value } });
  };
  return (
    <Card title={t("secrets.set")} description={t("secrets.set_text")}>
      <Form className="flex flex-col gap-4" onSubmit={save}>
        {write.isError && <Notice look="error">{messageOf(write.error)}</Notice>}
        <TextField
          label={t("name")}
          value={name}
          onChange={setName}
          pattern="[A-Za-z][A-Za-z0-9_]{0,63}"
          autoComplete="off"
          isRequired
          isCode
        />
        <TextField
          label={t("value")}
          type="password"
          autoComplete="new-password"
          value={value}
          onChange={setValue}
          isRequired
        />
        <Button kind="primary" type="submit" isPending={write.isPending} className="self-start">
          {t("save")}
        </Button>
      </Form>
    </Card>
  );
}
