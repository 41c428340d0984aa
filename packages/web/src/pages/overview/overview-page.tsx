import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useLive } from "../../api/live.ts";
import { useRead } from "../../api/queries.ts";
import { Page } from "../../app/page.tsx";
import { PageError } from "../../app/problem-page.tsx";
import { Card } from "../../ui/card.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { FailingWorkflows } from "./failing-workflows.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { Figures } from "./figures.tsx";
import { endedIn, type Overview } from "./outcomes.ts";
import { RunsChart } from "./runs-chart.tsx";
import { RunsTable } from "./runs-table.tsx";
import { periods } from "./routes.ts";

const from = "/$environment/";

export function OverviewPage() {
  const { t } = useTranslation("overview");
  const { days = "7" } = useSearch({ from });
  const { data, error, refetch } = useRead(
    "getOverview",
    { query: { days } },
    { keepsPrevious: true },
  );
  useLive("runs", ["getOverview"]);
  return (
    <Page title={t("title")} actions={<PeriodSelect />}>
      {error && !data && <PageError error={error} reset={() => void refetch()} />}
      {!error && !data && <Skeleton />}
      {data && (
        <>
          <Figures overview={data} />
          {isNew(data) ? (
            <FirstSteps />
          ) : (
            <>
              <Card title={t("runs")} description={t("runs_text")}>
                <RunsChart overview={data} />
                <RunsTable overview={data} />
              </Card>
              <FailingWorkflows failing={data.failing} />
            </>
          )}
        </>
      )}
    </Page>
  );
}

/** There is nothing to tell: no workflow, and no run of one that was deleted. */
function isNew({ workflows, runs }: Overview): boolean {
  return workflows.total === 0 && runs.every((bucket) => endedIn(bucket) === 0);
}

function PeriodSelect() {
  const { t } = useTranslation("overview");
  const { days = "7" } = useSearch({ from });
  const navigate = useNavigate({ from });
  return (
    <Select
      label={t("period.label")}
      isLabelHidden
      options={periods.map((id) => ({ id, label: t(`period.${id}`) }))}
      value={days}
      onChange={(next) => void navigate({ search: { days: next }, replace: true })}
      className="w-44"
    />
  );
}
