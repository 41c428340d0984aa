import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/queries.ts";
import { messageOf } from "../../api/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { EntryFrame } from "./entry-frame.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

export function InvitationPage() {
  const { t } = useTranslation("account");
  const token = new URLSearchParams(location.search).get("token") ?? "";
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const accept = useWrite("acceptInvitation", {
    isErrorShown: true,
    onDone: () => location.assign("/"),
  });
  return (
    <EntryFrame title={t("invitation_title")} lead={t("invitation_text")}>
      {token === "" ? (
        <Notice look="warning">{t("invitation_no_token")}</Notice>
      ) : (
        <Form
          className="flex flex-col gap-4"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            accept.mutate({ body: { token, name, password } });
          }}
        >
          {accept.isError && <Notice look="error">{messageOf(accept.error)}</Notice>}
          <TextField
            label={t("name")}
            autoComplete="name"
            isRequired
            autoFocus
            value={name}
            onChange={setName}
          />
          <NewPasswordField value={password} onChange={setPassword} error={accept.error} />
          <Button kind="primary" type="submit" isPending={accept.isPending}>
            {t("invitation_action")}
          </Button>
        </Form>
      )}
    </EntryFrame>
  );
}
