import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { useRunLook } from "./run-context.ts";
import { useNewRun } from "./use-new-run.ts";

const dayMs = 86_400_000;

/** Runs the event again, until when that can be done, and why it cannot. */
export function RerunDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation("runs");
  const { t: common } = useTranslation();
  const { run, workflow } = useRunLook();
  const until = useLastDay(run.eventId);
  const [now] = useState(() => Date.now());
  const isOver = until !== undefined && until.getTime() < now;
  const goTo = useNewRun();
  const { mutate, isPending, error } = useWrite("rerunRun", {
    isErrorShown: true,
    onDone({ runId }) {
      onClose();
      goTo(runId, t("again.done"));
    },
  });
  const isActive = workflow?.active !== false;
  const date =
    until && new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium" }).format(until);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("again.title")}
      width="small"
      role="alertdialog"
      footer={(close) => (
        <>
          <Button onPress={close}>{t("keep")}</Button>
          <Button
            kind="primary"
            isPending={isPending}
            isDisabled={!isActive || isOver}
            onPress={() => mutate({ params: { id: run.id }, body: {} })}
          >
            {t("again.action")}
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-3 text-body text-ink-2">
        <p>{t("again.text", { version: workflow?.activeVersion ?? run.version })}</p>
        {date !== undefined && (
          <p>
            {isOver
              ? t("again.over", { date, limit: common("limit.rerunDays") })
              : t("again.until", { date })}
          </p>
        )}
        {!isActive && <Notice look="warning">{t("again.not_active")}</Notice>}
        {error !== null && <Notice look="error">{messageOf(error)}</Notice>}
      </div>
    </Dialog>
  );
}

/** The limit counts from when the event was received. */
function useLastDay(eventId: string): Date | undefined {
  const { data: event } = useRead("getEvent", { params: { id: eventId } });
  const { data: limits } = useRead("getLimits");
  const days = limits?.limits["rerunDays"];
  if (!event || days === undefined) return undefined;
  return new Date(Date.parse(event.receivedAt) + days * dayMs);
}
