import { useParams } from "@tanstack/react-router";
import { Eye, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { usePath } from "../../../api/environment.ts";
import { useLive } from "../../../api/live.ts";
import { useMay } from "../../../api/me.ts";
import { useRead } from "../../../api/queries.ts";
import { Page } from "../../../app/page.tsx";
import { NotFound, PageError } from "../../../app/problem-page.tsx";
import { LinkButton } from "../../../ui/button.tsx";
import { LinkTabs } from "../../../ui/link-tabs.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { WorkflowBadge } from "../list/workflow-badge.tsx";
import { ActionMenu } from "./action-menu.tsx";
import { OverviewSection } from "./overview-section.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { StartButton } from "./start-button.tsx";
import { StatusSwitch } from "./status-switch.tsx";
import { VersionsSection } from "./versions-section.tsx";

export type Workflow = Answer<"getWorkflow">;

const sections = ["overview", "versions", "settings"] as const;

export function WorkflowPage() {
  const { workflowId, section = "overview" } = useParams({
    from: "/$environment/workflows/$workflowId/{-$section}",
  });
  const { t } = useTranslation("workflows");
  const { data, error, refetch } = useRead("getWorkflow", { params: { id: workflowId } });
  useLive(`workflow:${workflowId}`, ["getWorkflow", "listVersions", "listRuns"]);
  if (!sections.some((name) => name === section)) return <NotFound />;
  if (error && !data) return <PageError error={error} reset={() => void refetch()} />;
  if (!data)
    return (
      <Page title={t("title")}>
        <Skeleton />
      </Page>
    );
  return <Detail workflow={data} section={section} />;
}

interface DetailProps {
  readonly workflow: Workflow;
  readonly section: string;
}

function Detail({ workflow, section }: DetailProps) {
  const { t } = useTranslation("workflows");
  const at = usePath();
  const may = useMay();
  const path = `/workflows/${workflow.id}`;
  return (
    <Page
      title={t("title")}
      object={workflow.name}
      lead={
        <span className="mt-1 flex flex-wrap items-center gap-2">
          <WorkflowBadge workflow={workflow} />
          {workflow.description !== null && <span dir="auto">{workflow.description}</span>}
        </span>
      }
      actions={
        <>
          <StatusSwitch workflow={workflow} />
          <StartButton workflow={workflow} />
          <LinkButton kind="primary" href={at(`${path}/edit`)}>
            {may("workflows.write") ? (
              <Pencil aria-hidden size={16} />
            ) : (
              <Eye aria-hidden size={16} />
            )}
            {may("workflows.write") ? t("detail.edit") : t("detail.look")}
          </LinkButton>
          <ActionMenu workflow={workflow} />
        </>
      }
    >
      <LinkTabs
        label={t("detail.sections")}
        current={section}
        tabs={[
          { id: "overview", label: t("detail.overview"), href: at(path) },
          { id: "runs", label: t("detail.runs"), href: at(`/runs?workflow=${workflow.id}`) },
          { id: "versions", label: t("detail.versions"), href: at(`${path}/versions`) },
          { id: "settings", label: t("detail.settings"), href: at(`${path}/settings`) },
        ]}
      />
      {section === "overview" && <OverviewSection workflow={workflow} />}
      {section === "versions" && <VersionsSection workflow={workflow} />}
      {section === "settings" && (
        <SettingsSection key={workflow.draft.revision} workflow={workflow} />
      )}
    </Page>
  );
}
