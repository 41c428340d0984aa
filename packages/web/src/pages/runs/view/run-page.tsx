import { useParams } from "@tanstack/react-router";
import type { Definition } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { useLive } from "../../../api/live.ts";
import { useRead } from "../../../api/queries.ts";
import { usePageTitle } from "../../../app/page.tsx";
import { PageError } from "../../../app/problem-page.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import type { RunDetail } from "../model/step-run-tree.ts";
import { RunFrame } from "./run-frame.tsx";
import { isOpen, useStepRuns } from "./use-step-runs.ts";

/** What is not told by the stream (a step of a long run) is looked for this often. */
const lookMs = 2000;

/** One run: what it did, on the drawing of its version, over time, and in each step. */
export function RunPage() {
  const { runId } = useParams({ from: "/$environment/runs/$runId" });
  const input = { params: { id: runId } };
  const { data: run, error, refetch } = useRead("getRun", input);
  useRead("getRun", input, { ...(run && isOpen(run) && { refetchMs: lookMs }) });
  const isLive = useLive(`run:${runId}`, ["getRun", "listStepRuns", "getEvent"]);
  if (error && !run) return <PageError error={error} reset={() => void refetch()} />;
  return run ? <Run key={run.id} run={run} isLive={isLive} /> : <Skeleton />;
}

interface Props {
  readonly run: RunDetail;
  readonly isLive: boolean;
}

function Run({ run, isLive }: Props) {
  const { t } = useTranslation("runs");
  const id = run.workflowId;
  const { data: workflow } = useRead("getWorkflow", { params: { id } });
  const { data: version } = useRead("getVersion", { params: { id, n: run.version } });
  const stepRuns = useStepRuns(run);
  usePageTitle(t("title"), `${workflow?.name ?? ""} #${run.number}`);
  return (
    <RunFrame
      run={run}
      stepRuns={stepRuns}
      workflow={workflow}
      definition={version?.definition as unknown as Definition | undefined}
      isLive={isLive}
    />
  );
}
