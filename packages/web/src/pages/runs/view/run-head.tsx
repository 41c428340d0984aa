import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRouter } from "@tanstack/react-router";
import { usePath } from "../../../api/environment.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { StatusBadge } from "../../../ui/status-badge.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { Time } from "../../../ui/time.tsx";
import { neighboursOf } from "../list/run-order.ts";
import { ownStart } from "../model/own-start.ts";
import { RunDuration } from "../run-duration.tsx";
import { useRunTexts } from "../run-texts.ts";
import { RunActions } from "./run-actions.tsx";
import { useRunLook } from "./run-context.ts";
import { RunLink } from "./run-link.tsx";

interface Props {
  readonly isLive: boolean;
  readonly isAskingAgain: boolean;
  readonly onAskAgain: (isAsking: boolean) => void;
}

export function RunHead({ isLive, isAskingAgain, onAskAgain }: Props) {
  const { t: common } = useTranslation();
  const at = usePath();
  const { run, workflow } = useRunLook();
  return (
    <header className="flex shrink-0 flex-col gap-2 border-b border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="flex min-w-0 items-center gap-2 text-page font-semibold">
          <TextLink href={at(`/workflows/${run.workflowId}`)} className="truncate">
            {workflow?.name ?? run.workflowId}
          </TextLink>
          <span className="text-ink-3 tabular-nums">#{run.number}</span>
        </h1>
        <StatusBadge status={run.status} />
        <Neighbours />
        <span className="flex-1" />
        <RunActions isAskingAgain={isAskingAgain} onAskAgain={onAskAgain} />
      </div>
      <Facts />
      {!isLive && <Notice look="warning">{common("reconnecting")}</Notice>}
      <Reason />
    </header>
  );
}

function Neighbours() {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const router = useRouter();
  const at = usePath();
  const { next, previous } = neighboursOf(run.id);
  if (next === undefined && previous === undefined) return null;
  const go = (id: string | undefined) => (): void => router.history.push(at(`/runs/${id ?? ""}`));
  return (
    <span className="flex">
      <IconButton label={t("previous")} isDisabled={previous === undefined} onPress={go(previous)}>
        <ChevronUp aria-hidden size={18} />
      </IconButton>
      <IconButton label={t("next")} isDisabled={next === undefined} onPress={go(next)}>
        <ChevronDown aria-hidden size={18} />
      </IconButton>
    </span>
  );
}

function Facts() {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-node">
      <Fact name={t("version")}>v{run.version}</Fact>
      <Fact name={t("started")}>
        <Time at={ownStart(run) ?? run.createdAt} />
      </Fact>
      <Fact name={t("duration")}>
        <RunDuration run={run} />
      </Fact>
      <Fact name={t("event")}>
        <ObjectLink to={`/events/${run.event.id}`}>{run.event.type}</ObjectLink>
      </Fact>
      {run.rerunOf !== null && (
        <Fact name={run.resumedAt === undefined ? t("repeats") : t("resumed_from")}>
          <RunLink id={run.rerunOf} />
        </Fact>
      )}
      {run.parentId !== null && (
        <Fact name={t("called_by")}>
          <RunLink id={run.parentId} />
        </Fact>
      )}
      {run.reruns.length > 0 && (
        <Fact name={t("repeated_by")}>
          {run.reruns.slice(-3).map((id) => (
            <RunLink key={id} id={id} />
          ))}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-baseline gap-1.5">
      <dt className="text-ink-3">{name}</dt>
      <dd className="flex min-w-0 gap-2 tabular-nums">{children}</dd>
    </div>
  );
}

function ObjectLink({ to, children }: { readonly to: string; readonly children: string }) {
  const at = usePath();
  return (
    <TextLink href={at(to)} className="max-w-44 truncate">
      {children}
    </TextLink>
  );
}

/** Why it ended as it did; what to do is said at the step. */
function Reason() {
  const { run, definition, look } = useRunLook();
  const { t } = useTranslation("runs");
  const { why } = useRunTexts();
  const words = why(run);
  if (words === "" || run.status === "succeeded") return null;
  const stepId = run.error?.stepId;
  const isThere = stepId !== undefined && definition !== undefined;
  return (
    <Notice
      look={run.status === "failed" ? "error" : "info"}
      {...(isThere && {
        action: (
          <TextLink
            className="-my-0.5 py-0.5 font-medium"
            onPress={() => look({ step: stepId, place: undefined, tab: undefined })}
          >
            {t("show_step")}
          </TextLink>
        ),
      })}
    >
      <span className="line-clamp-3 break-words">
        <span className="block first-letter:uppercase">{words}</span>
      </span>
    </Notice>
  );
}
