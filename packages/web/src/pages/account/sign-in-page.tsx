import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { takePreferences } from "../../api/preferences.ts";
import { useRead, useWrite } from "../../api/queries.ts";
import { messageOf } from "../../api/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { EntryFrame } from "./entry-frame.tsx";

/** Back to where the session ended; never to another site. */
function nextPlace(): string {
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}

export function SignInPage() {
  const { t } = useTranslation("account");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const setup = useRead("getSetup");
  const signIn = useWrite("signIn", {
    isErrorShown: true,
    onDone: () => void takePreferences().finally(() => location.assign(nextPlace())),
  });
  return (
    <EntryFrame title={t("sign_in_title")}>
      {setup.data?.isNeeded === true && <Notice look="info">{t("setup_no_token")}</Notice>}
      <Form
        className="flex flex-col gap-4"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          signIn.mutate({ body: { email, password } });
        }}
      >
        {signIn.isError && <Notice look="error">{messageOf(signIn.error)}</Notice>}
        <TextField
          label={t("email")}
          type="email"
          autoComplete="username"
          isRequired
          // The one thing that one comes here for.
          autoFocus
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={t("password")}
          type="password"
          autoComplete="current-password"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <Button kind="primary" type="submit" isPending={signIn.isPending}>
          {t("sign_in")}
        </Button>
      </Form>
      <p className="text-small text-ink-3">{t("no_account")}</p>
    </EntryFrame>
  );
}
