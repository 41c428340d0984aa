import { Send } from "lucide-react";
import { useParams, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";
import { usePath } from "../../api/environment.ts";
import { useLive } from "../../api/live.ts";
import { useMay } from "../../api/me.ts";
import { useRead, useWrite } from "../../api/queries.ts";
import { Page } from "../../app/page.tsx";
import { PageError } from "../../app/problem-page.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { DataView } from "../../ui/data-view.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { JsonButton } from "../../ui/json-dialog.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toasts.tsx";
import { EventDecisions } from "./event-decisions.tsx";
import { useSourceWords } from "./source-words.ts";

type EventDetail = Answer<"getEvent">;

/** One event: what it says, what each workflow made of it, and the runs that came of it. */
export function EventPage() {
  const { t } = useTranslation("events");
  const { eventId } = useParams({ from: "/$environment/events/$eventId" });
  const { data, error, refetch } = useRead("getEvent", { params: { id: eventId } });
  useLive("runs", ["getEvent"]);
  if (error && !data) return <PageError error={error} reset={() => void refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <Page
      title={t("title")}
      object={data.type}
      lead={<Facts event={data} />}
      actions={
        <>
          <JsonButton title={data.id} value={data} />
          <SendAgain event={data} />
        </>
      }
    >
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Card title={t("data")}>
          <DataView label={t("data")} value={data.data} root="event.data" />
        </Card>
        <EventDecisions event={data} />
      </div>
    </Page>
  );
}

function Facts({ event }: { readonly event: EventDetail }) {
  const { t } = useTranslation("events");
  const say = useSourceWords();
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-node">
      <div className="flex gap-1.5">
        <dt className="text-ink-3">{t("source")}</dt>
        <dd dir="auto" title={event.source} className="wrap-anywhere">
          {say(event.source)}
        </dd>
      </div>
      <div className="flex gap-1.5">
        <dt className="text-ink-3">{t("received")}</dt>
        <dd>
          <Time at={event.receivedAt} />
        </dd>
      </div>
      {event.externalId !== null && (
        <div className="flex gap-1.5">
          <dt className="text-ink-3">{t("external_id")}</dt>
          <dd className="break-all">{event.externalId}</dd>
        </div>
      )}
    </dl>
  );
}

/** Events of webhooks and the like are for one workflow: only its own door takes them. */
const ownTypes = new Set([
  "webhook.received",
  "workflow.started",
  "workflow.called",
  "schedule.due",
]);

function SendAgain({ event }: { readonly event: EventDetail }) {
  const { t } = useTranslation("events");
  const may = useMay();
  const at = usePath();
  const router = useRouter();
  const [isAsking, ask] = useState(false);
  const { mutate, isPending } = useWrite("sendEvents", {
    onDone({ items: [sent] }) {
      toast({ text: t("again.done", { count: sent?.runs.length ?? 0 }) });
      if (sent) router.history.push(at(`/events/${sent.eventId}`));
    },
  });
  const isHidden = event.confidential && "hidden" in Object(event.data);
  if (!may("events.send") || ownTypes.has(event.type) || isHidden) return null;
  const { type, source, data } = event;
  return (
    <>
      <Button kind="primary" isPending={isPending} onPress={() => ask(true)}>
        <Send aria-hidden size={16} />
        {t("again.action")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={ask}
        title={t("again.title")}
        action={t("again.action")}
        onConfirm={() => mutate({ body: { type, source, data } })}
      >
        {t("again.text")}
      </ConfirmDialog>
    </>
  );
}
