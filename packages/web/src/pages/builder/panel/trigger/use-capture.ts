import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../../api/queries.ts";
import { announce } from "../../../../ui/announcer.tsx";
import { useBuilder } from "../../model/builder-store.ts";
import { useSavedFirst } from "../../model/use-saved-first.ts";
import { type Begun, captureState, refusedSince } from "./capture-state.ts";

const askAgainMs = 1000;

/** Asks for the next request to the webhook's address, and looks for it. */
export function useCapture() {
  const id = useBuilder((state) => state.workflowId);
  const savedFirst = useSavedFirst();
  const [begun, setBegun] = useState<Begun>();
  const often = begun ? { refetchMs: askAgainMs } : {};
  const last = useRead("lastRequest", { params: { id } }, often);
  const refused = useRead("listRefusedWebhooks", { query: { workflow: id } }, often);
  const begin = (until: string): void =>
    setBegun({
      lastAt: last.data?.receivedAt ?? null,
      refusedAt: refused.data?.items[0]?.at,
      until,
      startedMs: Date.now(),
    });
  const start = useWrite("startCapture", {
    isErrorShown: true,
    onDone: ({ until }) => begin(until),
  });
  const stop = useWrite("stopCapture");
  const state = captureState(begun, last);
  useGoingOn(begun === undefined && stop.isIdle ? last.data?.listeningUntil : null, begin);
  useSaid(state === "came");
  return {
    last: last.data,
    until: begun?.until,
    state,
    error: start.error ?? last.error,
    refused: refusedSince(refused.data?.items ?? [], begun),
    isStarting: start.isPending,
    async start(): Promise<void> {
      // The address takes what the saved draft says.
      if (await savedFirst()) start.mutate({ params: { id } });
    },
    stop(): void {
      setBegun(undefined);
      stop.mutate({ params: { id } });
    },
  };
}

/** It is waited already, since before this was opened. */
function useGoingOn(until: string | null | undefined, begin: (until: string) => void): void {
  useEffect(() => {
    if (typeof until === "string") begin(until);
  });
}

function useSaid(hasCome: boolean): void {
  const { t } = useTranslation("panel");
  useEffect(() => {
    if (hasCome) announce(t("webhook.came"));
  }, [hasCome, t]);
}
