import { GitCommitVertical } from "lucide-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { usePath } from "../../../api/environment.ts";
import { useRead } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Badge } from "../../../ui/badge.tsx";
import { LinkButton } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Time } from "../../../ui/time.tsx";
import { VersionCompare } from "./version-compare.tsx";
import { VersionDialog } from "./version-dialog.tsx";
import { VersionMenu } from "./version-menu.tsx";
import type { Workflow } from "./workflow-page.tsx";

interface Props {
  readonly workflow: Workflow;
}

const from = "/$environment/workflows/$workflowId/{-$section}";

/** What was published, by whom; each can be looked at, compared, taken back. */
export function VersionsSection({ workflow }: Props) {
  const { version } = useSearch({ from });
  const navigate = useNavigate({ from });
  const { data, error } = useRead("listVersions", { params: { id: workflow.id } });
  const show = (next: number | undefined): void =>
    void navigate({ search: (old) => ({ ...old, version: next }) });
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  if (!data) return <Skeleton rows={4} />;
  if (data.items.length === 0) return <NoVersions workflow={workflow} />;
  return (
    <>
      <VersionTable workflow={workflow} versions={data.items} onShow={show} />
      <VersionCompare workflow={workflow} versions={data.items.map((item) => item.version)} />
      {version !== undefined && (
        <VersionDialog workflow={workflow} version={version} onClose={() => show(undefined)} />
      )}
    </>
  );
}

interface TableProps extends Props {
  readonly versions: Answer<"listVersions">["items"];
  readonly onShow: (version: number) => void;
}

function VersionTable({ workflow, versions, onShow }: TableProps) {
  const { t } = useTranslation("workflows");
  const items = versions.map((item) => ({ ...item, id: String(item.version) }));
  return (
    <Card title={t("version.list")} isFlush>
      <DataTable
        label={t("version.list")}
        items={items}
        onAction={(item) => onShow(item.version)}
        columns={[
          {
            id: "version",
            title: t("detail.version"),
            isRowHeader: true,
            className: "whitespace-nowrap",
            cell: (item) => (
              <span className="inline-flex items-center gap-2 text-body font-medium">
                v{item.version}
                {item.active && <Badge look="ok">{t("filter.active")}</Badge>}
              </span>
            ),
          },
          {
            id: "note",
            title: t("version.note"),
            cell: ({ note, publishedAt }) => (
              <span className="flex flex-col">
                <span dir="auto">{note ?? "–"}</span>
                <Time at={publishedAt} className="text-small text-ink-3 md:hidden" />
              </span>
            ),
          },
          {
            id: "who",
            title: t("version.who"),
            isWideOnly: true,
            cell: ({ publishedBy }) => publishedBy,
          },
          {
            id: "when",
            title: t("version.when"),
            isWideOnly: true,
            className: "whitespace-nowrap text-ink-2",
            cell: ({ publishedAt }) => <Time at={publishedAt} />,
          },
          {
            id: "actions",
            title: t("menu.label"),
            isTitleHidden: true,
            className: "w-12 text-end",
            cell: (item) => <VersionMenu workflow={workflow} version={item} onShow={onShow} />,
          },
        ]}
      />
    </Card>
  );
}

function NoVersions({ workflow }: Props) {
  const { t } = useTranslation("workflows");
  const at = usePath();
  return (
    <EmptyState
      icon={GitCommitVertical}
      title={t("version.none")}
      action={
        <LinkButton kind="primary" href={at(`/workflows/${workflow.id}/edit`)}>
          {t("version.to_builder")}
        </LinkButton>
      }
    >
      {t("version.none_text")}
    </EmptyState>
  );
}
