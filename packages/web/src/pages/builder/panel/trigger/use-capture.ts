import { useEffect, useReducer, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../../api/call.ts";
import { useEnvironment } from "../../../../api/environment.ts";
import { useRead, useWrite } from "../../../../api/queries.ts";
import { announce } from "../../../../ui/announcer.tsx";
import { useBuilder } from "../../model/builder-store.ts";
import { useSavedFirst } from "../../model/draft-context.ts";
import {
  captureAfter,
  type CaptureEvent,
  isAsking,
  lastOf,
  refusedSince,
  unread,
} from "./capture-state.ts";

const askAgainMs = 1000;

/** Asks for the next request to the webhook's address, and looks for it. */
export function useCapture() {
  const id = useBuilder((state) => state.workflowId);
  const savedFirst = useSavedFirst();
  const [state, tell] = useReducer(captureAfter, unread);
  const asking = useAsking(id, isAsking(state), tell);
  const isWaiting = state.kind === "waiting";
  const receivedAt = lastOf(state);
  // What came may be confidential: who looks at it is noted, hence once for each.
  const last = useRead(
    "lastRequest",
    { params: { id } },
    { asOf: receivedAt, isEnabled: receivedAt !== null && !isWaiting },
  );
  const often = isWaiting ? { refetchMs: askAgainMs } : {};
  const refused = useRead("listRefusedWebhooks", { query: { workflow: id } }, often);
  const start = useWrite("startCapture", {
    isErrorShown: true,
    onDone: (answer) => tell({ kind: "started", ...answer }),
  });
  const stop = useWrite("stopCapture");
  useSaid(state.kind === "came");
  return {
    last: last.data,
    state,
    error: start.error ?? asking ?? last.error,
    refused: refusedSince(refused.data?.items ?? [], state),
    isStarting: start.isPending,
    async start(): Promise<void> {
      // The address takes what the saved draft says.
      if (await savedFirst()) start.mutate({ params: { id } });
    },
    stop(): void {
      tell({ kind: "stopped" });
      stop.mutate({ params: { id } });
    },
  };
}

/** What is on its way when the asking ends is not heard. */
function useAsking(id: string, isOn: boolean, tell: (event: CaptureEvent) => void) {
  const environment = useEnvironment();
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!isOn) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    const ask = async (): Promise<void> => {
      try {
        const answer = await call("readCapture", { params: { id } }, { environment, signal });
        if (signal.aborted) return;
        setError(null);
        tell({ kind: "read", ...answer });
      } catch (failure) {
        if (!signal.aborted) setError(failure);
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), askAgainMs);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, [id, isOn, environment, tell]);
  return error;
}

function useSaid(hasCome: boolean): void {
  const { t } = useTranslation("panel");
  useEffect(() => {
    if (hasCome) announce(t("webhook.came"));
  }, [hasCome, t]);
}
