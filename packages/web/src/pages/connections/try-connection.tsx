import { PlugZap } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";
import { useWrite } from "../../api/queries.ts";
import { messageOf } from "../../api/refusal.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { Connection } from "./connections-page.tsx";

/** Tells whether a connection works before a run depends on it. */
export function TryConnection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation("connections");
  const [isOpen, open] = useState(false);
  return (
    <>
      <IconButton label={t("test_name", { name: connection.name })} onPress={() => open(true)}>
        <PlugZap aria-hidden size={16} />
      </IconButton>
      {isOpen && <TryDialog connection={connection} onClose={() => open(false)} />}
    </>
  );
}

interface DialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

function TryDialog({ connection: { name, kind, hosts }, onClose }: DialogProps) {
  const { t } = useTranslation("connections");
  const { t: common } = useTranslation();
  const [url, setUrl] = useState(addressAt(hosts[0]));
  const attempt = useWrite("testConnection", { isErrorShown: true });
  const takesAddress = kind !== "smtp";
  const send = (): void => {
    const asked = takesAddress && url.trim() !== "" ? { url: url.trim() } : {};
    attempt.mutate({ params: { name }, body: asked });
  };
  return (
    <Dialog
      isOpen
      width="small"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("test_name", { name })}
      footer={(close) => (
        <>
          <Button onPress={close}>{common("close")}</Button>
          <Button kind="primary" isPending={attempt.isPending} onPress={send}>
            {t("test_now")}
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-4 text-body text-ink-2">
        <p>{t(`test_text.${kind}`)}</p>
        {takesAddress && (
          <TextField
            label={t("test_url")}
            description={t(kind === "oauth2_client" ? "test_url_optional" : "test_url_hint")}
            value={url}
            onChange={setUrl}
            isRequired={kind !== "oauth2_client"}
            inputMode="url"
          />
        )}
        {attempt.isError && <Notice look="error">{messageOf(attempt.error)}</Notice>}
        {attempt.data && !attempt.isPending && <Outcome of={attempt.data} />}
      </div>
    </Dialog>
  );
}

/** To begin with; a pattern is no address. */
function addressAt(host: string | undefined): string {
  return host === undefined || host.startsWith("*") ? "" : `https://${host}/`;
}

function Outcome({ of: { outcome, status, error } }: { readonly of: Answer<"testConnection"> }) {
  const { t } = useTranslation("connections");
  const isGood = outcome !== "failed" && outcome !== "address_needed";
  const look = outcome === "failed" ? "error" : isGood ? "ok" : "info";
  return (
    <Notice look={look} title={t(`test_outcome.${outcome}`, { status })}>
      {error && (
        <span className="break-words first-letter:uppercase">
          {error.message} <code className="text-small">{error.code}</code>
        </span>
      )}
    </Notice>
  );
}
