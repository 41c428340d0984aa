import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { type Me, useMe } from "../../../api/me.ts";
import { useWrite } from "../../../api/queries.ts";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { NewPasswordField } from "../../account/new-password-field.tsx";
import { Sessions } from "./sessions.tsx";

export function Account() {
  const { t } = useTranslation("settings");
  const { data } = useMe();
  if (!data) return <Skeleton rows={3} />;
  if (!data.user) return <Notice>{t("account.is_key")}</Notice>;
  return (
    <>
      <NameForm user={data.user} />
      <PasswordForm email={data.user.email} />
      <Sessions />
    </>
  );
}

function NameForm({ user }: { readonly user: NonNullable<Me["user"]> }) {
  const { t } = useTranslation("settings");
  const [name, setName] = useState(user.name);
  const update = useWrite("updateMe", { onDone: () => toast({ text: t("saved") }) });
  const save = (submitted: FormEvent): void => {
    submitted.preventDefault();
    update.mutate({ body: { name } });
  };
  return (
    <Card title={t("account.you")} description={user.email}>
      <Form className="flex flex-col gap-4" onSubmit={save}>
        <TextField
          label={t("name")}
          autoComplete="name"
          value={name}
          onChange={setName}
          maxLength={200}
          isRequired
        />
        <Button type="submit" isPending={update.isPending} className="self-start">
          {t("save")}
        </Button>
      </Form>
    </Card>
  );
}

function PasswordForm({ email }: { readonly email: string }) {
  const { t } = useTranslation("settings");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useWrite("changePassword", {
    isErrorShown: true,
    onDone() {
      setCurrent("");
      setNext("");
      toast({ text: t("account.password_changed") });
    },
  });
  const isWrong = codeOf(change.error) === "wrong_password";
  const save = (submitted: FormEvent): void => {
    submitted.preventDefault();
    change.mutate({ body: { currentPassword: current, newPassword: next } });
  };
  return (
    <Card title={t("account.password")} description={t("account.password_text")}>
      <Form className="flex flex-col gap-4" onSubmit={save}>
        {change.isError && !isWrong && <Notice look="error">{messageOf(change.error)}</Notice>}
        {/* Password managers want to know whose it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <TextField
          label={t("account.current")}
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          errorMessage={isWrong ? messageOf(change.error) : undefined}
          isRequired
        />
        <NewPasswordField value={next} onChange={setNext} error={change.error} />
        <Button type="submit" isPending={change.isPending} className="self-start">
          {t("account.change")}
        </Button>
      </Form>
    </Card>
  );
}
