import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../api/queries.ts";
import { fieldMessage, messageOf } from "../../api/refusal.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { EntryFrame } from "./entry-frame.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

/** The first person of an installation, by the one-time address that its start printed. */
export function SetupPage() {
  const { t } = useTranslation("account");
  const token = new URLSearchParams(location.search).get("token") ?? "";
  const { data } = useRead("getSetup");
  const isDone = data?.isNeeded === false;
  return (
    <EntryFrame title={t("setup_title")} {...(!isDone && { lead: t("setup_text") })}>
      {isDone && (
        <Notice look="ok" action={<LinkButton href="/login">{t("sign_in")}</LinkButton>}>
          {t("setup_done")}
        </Notice>
      )}
      {!isDone && token === "" && <Notice look="warning">{t("setup_no_token")}</Notice>}
      {!isDone && token !== "" && <OwnerForm token={token} />}
    </EntryFrame>
  );
}

function OwnerForm({ token }: { readonly token: string }) {
  const { t } = useTranslation("account");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const setup = useWrite("completeSetup", {
    isErrorShown: true,
    onDone: () => location.assign("/"),
  });
  return (
    <Form
      className="flex flex-col gap-4"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        setup.mutate({ body: { token, name, email, password } });
      }}
    >
      {setup.isError && <Notice look="error">{messageOf(setup.error)}</Notice>}
      <TextField
        label={t("name")}
        autoComplete="name"
        isRequired
        autoFocus
        value={name}
        onChange={setName}
      />
      <TextField
        label={t("email")}
        type="email"
        autoComplete="username"
        isRequired
        value={email}
        onChange={setEmail}
        errorMessage={fieldMessage(setup.error, "email")}
      />
      <NewPasswordField value={password} onChange={setPassword} error={setup.error} />
      <Button kind="primary" type="submit" isPending={setup.isPending}>
        {t("setup_action")}
      </Button>
    </Form>
  );
}
