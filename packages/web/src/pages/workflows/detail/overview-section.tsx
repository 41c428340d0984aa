import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../../app/lazy-part.tsx";
import { Badge } from "../../../ui/badge.tsx";
import { Card } from "../../../ui/card.tsx";
import { CopyField } from "../../../ui/copy-field.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Time } from "../../../ui/time.tsx";
import { TriggerName } from "../list/trigger-name.tsx";
import { definitionOf } from "./definition-of.ts";
import { RecentRuns } from "./recent-runs.tsx";
import type { Workflow } from "./workflow-page.tsx";

/** It knows the fields of steps, as the builder does. */
const DraftProblems = lazyPart(async () => (await import("./draft-problems.tsx")).DraftProblems);

interface Props {
  readonly workflow: Workflow;
}

export function OverviewSection({ workflow }: Props) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <TriggerCard workflow={workflow} />
        <Suspense fallback={<Skeleton />}>
          <DraftProblems workflow={workflow} />
        </Suspense>
        <RecentRuns workflowId={workflow.id} />
      </div>
      <Facts workflow={workflow} />
    </div>
  );
}

function TriggerCard({ workflow: { trigger } }: Props) {
  const { t } = useTranslation("workflows");
  return (
    <Card title={t("column.trigger")}>
      <span className="text-body font-medium">
        <TriggerName type={trigger.type} />
      </span>
      {trigger.url !== undefined && (
        <div className="flex flex-col gap-1.5">
          <span className="text-small text-ink-2">{t("detail.address_text")}</span>
          <CopyField label={t("detail.address")} value={trigger.url} />
        </div>
      )}
    </Card>
  );
}

function Facts({ workflow }: Props) {
  const { t } = useTranslation("workflows");
  const { settings } = definitionOf(workflow.draft);
  const { activeVersion, latestVersion, folder, tags, createdAt, updatedAt } = workflow;
  return (
    <Card title={t("detail.facts")}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2.5 text-node">
        <Fact name={t("detail.active_version")}>{versionName(activeVersion)}</Fact>
        <Fact name={t("detail.latest_version")}>{versionName(latestVersion)}</Fact>
        <Fact name={t("set.mode")}>{t(`set.${settings?.mode ?? "by_trigger"}`)}</Fact>
        {settings?.confidential === true && (
          <Fact name={t("set.confidential")}>{t("detail.yes")}</Fact>
        )}
        {folder !== null && <Fact name={t("column.folder")}>{folder}</Fact>}
        {tags.length > 0 && (
          <Fact name={t("column.tag")}>
            <span className="flex flex-wrap gap-1">
              {tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </span>
          </Fact>
        )}
        <Fact name={t("detail.created")}>
          <Time at={createdAt} />
        </Fact>
        <Fact name={t("column.updated")}>
          <Time at={updatedAt} />
        </Fact>
      </dl>
    </Card>
  );
}

function versionName(version: number | null): string {
  return version === null ? "–" : `v${version}`;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
