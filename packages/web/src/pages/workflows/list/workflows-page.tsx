import { Plus, SearchX } from "lucide-react";
import { useState } from "react";
import type { Selection } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { useMay } from "../../../api/me.ts";
import { Page } from "../../../app/page.tsx";
import { PageError } from "../../../app/problem-page.tsx";
import { Button, LinkButton } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { LimitsLine } from "../limits-line.tsx";
import { type WorkflowSummary, useAllWorkflows } from "./all-workflows.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { useColumns } from "./columns.tsx";
import { Filters, useListSearch } from "./filters.tsx";
import { FirstWorkflow } from "./first-workflow.tsx";
import { matching } from "./matching.ts";

export function WorkflowsPage() {
  const { t } = useTranslation("workflows");
  const at = usePath();
  const may = useMay();
  const [search] = useListSearch();
  const { data, error, refetch } = useAllWorkflows(search.status === "archived");
  const isFirst = data?.length === 0 && Object.values(search).every((one) => one === undefined);
  return (
    <Page
      title={t("title")}
      lead={<LimitsLine />}
      actions={
        may("workflows.write") ? (
          <LinkButton kind="primary" href={at("/workflows/new")}>
            <Plus aria-hidden size={16} />
            {t("new.action")}
          </LinkButton>
        ) : (
          <span className="text-small text-ink-3">{t("read_only")}</span>
        )
      }
    >
      {error && !data && <PageError error={error} reset={() => void refetch()} />}
      {!error && !data && <Skeleton />}
      {data && (isFirst ? <FirstWorkflow /> : <List workflows={data} />)}
    </Page>
  );
}

function List({ workflows }: { readonly workflows: readonly WorkflowSummary[] }) {
  const { t } = useTranslation("workflows");
  const at = usePath();
  const columns = useColumns();
  const [search] = useListSearch();
  const [selected, select] = useState<Selection>(new Set());
  const shown = matching(workflows, search);
  const chosen = shown.filter(({ id }) => selected === "all" || selected.has(id));
  return (
    <>
      <Filters workflows={workflows} />
      <Card isFlush>
        {chosen.length > 0 && <BulkBar chosen={chosen} onDone={() => select(new Set())} />}
        <DataTable
          label={t("title")}
          columns={columns}
          items={shown}
          hrefOf={({ id }) => at(`/workflows/${id}`)}
          selection={{ selected, onChange: select }}
          empty={<NothingFound />}
        />
      </Card>
    </>
  );
}

function NothingFound() {
  const { t } = useTranslation("workflows");
  const [, change] = useListSearch();
  const clear = (): void =>
    change({
      q: undefined,
      status: undefined,
      trigger: undefined,
      folder: undefined,
      tag: undefined,
    });
  return (
    <EmptyState
      icon={SearchX}
      title={t("nothing_found")}
      action={<Button onPress={clear}>{t("clear_filters")}</Button>}
    >
      {t("nothing_found_text")}
    </EmptyState>
  );
}
