import { Monitor, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { useRead, useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Time } from "../../../ui/time.tsx";
import { browserName } from "./browser-name.ts";

type Session = Answer<"listSessions">["items"][number];

/** Where the person is signed in; each can be ended from here. */
export function Sessions() {
  const { t } = useTranslation("settings");
  const { data, error } = useRead("listSessions");
  const revokeOthers = useWrite("revokeOtherSessions");
  const sessions = data?.items ?? [];
  return (
    <Card
      title={t("sessions.title")}
      description={t("sessions.text")}
      actions={
        sessions.length > 1 && (
          <Button
            size="small"
            isPending={revokeOthers.isPending}
            onPress={() => revokeOthers.mutate({})}
          >
            {t("sessions.end_others")}
          </Button>
        )
      }
    >
      {error && <Notice look="error">{messageOf(error)}</Notice>}
      <ul className="flex flex-col divide-y divide-line">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Card>
  );
}

function SessionRow({ session }: { readonly session: Session }) {
  const { t } = useTranslation("settings");
  const revoke = useWrite("revokeSession");
  const { id, isCurrent, updatedAt, address, userAgent } = session;
  const name = browserName(userAgent) ?? t("sessions.unknown");
  const Icon = /Mobi/.test(userAgent ?? "") ? Smartphone : Monitor;
  return (
    <li className="flex flex-wrap items-center gap-3 py-2.5">
      <Icon aria-hidden size={18} className="text-ink-3" />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-center gap-2 text-body font-medium">
          {name}
          {isCurrent && <Badge look="ok">{t("sessions.this")}</Badge>}
        </span>
        <span className="text-small text-ink-3">
          {address !== null && `${address} · `}
          <Time at={updatedAt} />
        </span>
      </span>
      {!isCurrent && (
        <Button
          size="small"
          aria-label={`${t("sessions.end")}: ${name}`}
          isPending={revoke.isPending}
          onPress={() => revoke.mutate({ body: { id } })}
        >
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
