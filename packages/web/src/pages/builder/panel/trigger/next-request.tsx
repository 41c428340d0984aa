import type { Json } from "@stepwell/core";
import { Radio, Square } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../../api/call.ts";
import { useRead } from "../../../../api/queries.ts";
import { messageOf } from "../../../../api/refusal.ts";
import { Button } from "../../../../ui/button.tsx";
import { Notice } from "../../../../ui/notice.tsx";
import { Spinner } from "../../../../ui/spinner.tsx";
import { useBuilder } from "../../model/builder-store.ts";
import type { Parsed } from "./found-variables.tsx";
import { ReceivedRequest } from "./received-request.tsx";
import { windowMs } from "./capture-state.ts";
import { useCapture } from "./use-capture.ts";

interface Props {
  readonly onTake: (chosen: readonly Parsed[]) => void;
  readonly onSample: (sample: Json) => void;
}

/** Waits for what comes to the address, also of a draft that was never published. */
export function NextRequest({ onTake, onSample }: Props) {
  const { t } = useTranslation("panel");
  const capture = useCapture();
  const { state, last } = capture;
  const isWaiting = state.kind === "waiting";
  return (
    <div className="flex flex-col gap-3">
      {isWaiting && <Waiting until={state.until} />}
      {/* One button in two roles: the focus stays where it is. */}
      <Button
        size="small"
        isDisabled={state.kind === "unread"}
        isPending={capture.isStarting}
        onPress={() => (isWaiting ? capture.stop() : void capture.start())}
        className="self-start"
      >
        {isWaiting ? <Square aria-hidden size={13} /> : <Radio aria-hidden size={15} />}
        {t(isWaiting ? "webhook.stop" : "webhook.capture")}
      </Button>
      <WrongThings capture={capture} />
      {last && !isWaiting && (
        <ReceivedRequest
          key={last.receivedAt}
          last={last}
          title={t(state.kind === "came" ? "webhook.came" : "webhook.last")}
          onTake={onTake}
          onSample={onSample}
        />
      )}
    </div>
  );
}

function WrongThings({
  capture: { error, refused, state },
}: {
  readonly capture: ReturnType<typeof useCapture>;
}) {
  const { t } = useTranslation("panel");
  return (
    <>
      {error !== null && <Notice look="error">{messageOf(error)}</Notice>}
      {state.kind === "over" && <Notice look="warning">{t("webhook.over")}</Notice>}
      {refused.length > 0 && state.kind !== "came" && <Refusals refused={refused} />}
    </>
  );
}

/** Until when it is waited, and that a run comes of it where the workflow is active. */
function Waiting({ until }: { readonly until: string }) {
  const { t } = useTranslation("panel");
  const id = useBuilder((state) => state.workflowId);
  const { data } = useRead("getWorkflow", { params: { id } });
  const left = useLeft(until);
  return (
    <div className="flex flex-col gap-2">
      <p className="flex items-center gap-2 text-body text-ink-2">
        <Spinner />
        <output className="flex-1">{t("webhook.waiting")}</output>
        <span className="text-small text-ink-3 tabular-nums" aria-hidden>
          {left.words}
        </span>
      </p>
      <div aria-hidden className="h-1 overflow-hidden rounded-full bg-sunken">
        <div className="h-full bg-accent" style={{ width: `${left.share * 100}%` }} />
      </div>
      <p className="text-small text-ink-3">{t(`webhook.${whatComesOf(data)}`)}</p>
    </div>
  );
}

/** Senders of a workflow that ran before take the answer for a promise. */
function whatComesOf(workflow: Answer<"getWorkflow"> | undefined) {
  if (workflow?.active === true) return "starts_run";
  return workflow && workflow.latestVersion !== null ? "starts_nothing_off" : "starts_nothing";
}

function useLeft(until: string) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const leftMs = Math.min(windowMs, Math.max(0, Date.parse(until) - now));
  const seconds = Math.ceil(leftMs / 1000);
  const rest = String(seconds % 60).padStart(2, "0");
  return { share: leftMs / windowMs, words: `${Math.floor(seconds / 60)}:${rest}` };
}

type Refused = ReturnType<typeof useCapture>["refused"];

const known = [
  "method_not_allowed",
  "unauthorized",
  "invalid_signature",
  "malformed_json",
  "unsupported_media_type",
  "payload_too_large",
] as const;

/** What has come and was not let in, and why. */
function Refusals({ refused }: { readonly refused: Refused }) {
  const { t } = useTranslation("panel");
  const wordsOf = ({ code, reason, method }: Refused[number]): string => {
    const name = known.find((one) => one === code);
    const why = name
      ? t(`webhook.refused.${name}`, { method })
      : t("webhook.refused.other", { code });
    return reason === undefined || reason === code ? why : `${why} (${reason})`;
  };
  return (
    <Notice look="warning" title={t("webhook.refused.title", { count: refused.length })}>
      {refused.map((one) => (
        <span key={`${one.at} ${one.code}`}>{wordsOf(one)}</span>
      ))}
    </Notice>
  );
}
