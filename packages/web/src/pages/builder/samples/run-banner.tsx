import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { useWrite } from "../../../api/queries.ts";
import { usePath } from "../../../api/environment.ts";
import { messageOf } from "../../../api/refusal.ts";
import { announce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { Time } from "../../../ui/time.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { useSamples } from "./samples-context.tsx";

/** Whose data is shown, and what is to become of it. */
export function RunBanner() {
  const { t } = useTranslation("samples");
  const { wanted } = useSamples();
  const leave = useLeave();
  if (!wanted || wanted.kind === "loading") return null;
  return (
    <section aria-label={t("run.label")} className="shrink-0 border-b border-line bg-surface p-2">
      {wanted.kind === "in_use" ? (
        <RunInUse run={wanted.run} onLeave={leave} />
      ) : (
        <Notice look="warning" action={<LeaveButton onLeave={leave} />}>
          {wanted.kind === "gone"
            ? t("run.gone", { reason: messageOf(wanted.error) })
            : t(`run.${wanted.kind}`)}
        </Notice>
      )}
    </section>
  );
}

function useLeave(): () => void {
  const navigate = useNavigate({ from: "/$environment/workflows/$workflowId/edit" });
  return () => {
    void navigate({ search: ({ run: _run, ...rest }) => rest, replace: true });
    // Where the banner was there is nothing: the workflow is what comes next.
    document.querySelector<HTMLElement>("[data-node][tabindex='0'], [data-plus]")?.focus();
  };
}

function LeaveButton({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation("samples");
  return (
    <Button size="small" onPress={onLeave}>
      {t("run.leave")}
    </Button>
  );
}

interface InUseProps {
  readonly run: Answer<"getRunSummary">;
  readonly onLeave: () => void;
}

function RunInUse({ run: { id: runId, number, createdAt }, onLeave }: InUseProps) {
  const { t } = useTranslation("samples");
  const at = usePath();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const workflowId = useBuilder((state) => state.workflowId);
  const keep = useWrite("keepRunSamples", {
    onDone({ leftOut }) {
      if (leftOut.length > 0)
        toast({ text: t("run.left_out", { places: leftOut.join(", ") }), look: "error" });
      announce(t("run.kept"));
      onLeave();
    },
  });
  const start = (): void => keep.mutate({ params: { id: workflowId }, body: { runId } });
  return (
    <Notice
      action={
        <span className="flex flex-wrap gap-2 max-sm:basis-full">
          {!isReadOnly && (
            <Button size="small" kind="primary" isPending={keep.isPending} onPress={start}>
              {t("run.keep")}
            </Button>
          )}
          <LeaveButton onLeave={onLeave} />
        </span>
      }
    >
      <span className="flex flex-wrap items-baseline gap-x-2">
        <strong className="font-semibold">{t("run.in_use", { number })}</strong>
        <Time at={createdAt} className="text-small" />
        <TextLink className="text-small underline" href={at(`/runs/${runId}`)}>
          {t("run.look")}
        </TextLink>
      </span>
      <span className="text-small max-sm:hidden">{t("run.hint")}</span>
    </Notice>
  );
}
