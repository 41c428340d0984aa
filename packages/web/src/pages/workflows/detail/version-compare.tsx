import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Card } from "../../../ui/card.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Select } from "../../../ui/select.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { ChangeList } from "../../builder/versions/change-list.tsx";
import type { Workflow } from "./workflow-page.tsx";

interface Props {
  readonly workflow: Workflow;
  readonly versions: readonly number[];
}

const from = "/$environment/workflows/$workflowId/{-$section}";

/** What differs between two versions, or a version and the draft. */
export function VersionCompare({ workflow, versions }: Props) {
  const { t } = useTranslation("workflows");
  const { compare } = useSearch({ from });
  const navigate = useNavigate({ from });
  const [older, newer] = sidesOf(compare, versions);
  const options = [
    { id: "draft", label: t("state.draft") },
    ...versions.map((version) => ({ id: String(version), label: `v${version}` })),
  ];
  const change = (one: string, other: string): void =>
    void navigate({
      search: (old) => ({ ...old, compare: `${one}...${other}` }),
      replace: true,
    });
  return (
    <Card title={t("version.compare")}>
      <div className="flex flex-wrap gap-3">
        <Select
          label={t("version.from")}
          options={options}
          value={older}
          onChange={(id) => change(id, newer)}
          className="w-40"
        />
        <Select
          label={t("version.to")}
          options={options}
          value={newer}
          onChange={(id) => change(older, id)}
          className="w-40"
        />
      </div>
      <Changes id={workflow.id} older={older} newer={newer} />
    </Card>
  );
}

/** Unless told: what the draft has changed since the newest version. */
function sidesOf(
  compare: string | undefined,
  versions: readonly number[],
): readonly [string, string] {
  const known = new Set(["draft", ...versions.map(String)]);
  const [older = "", newer = ""] = compare?.split("...") ?? [];
  return known.has(older) && known.has(newer)
    ? [older, newer]
    : [String(versions[0] ?? "draft"), "draft"];
}

interface ChangesProps {
  readonly id: string;
  readonly older: string;
  readonly newer: string;
}

function Changes({ id, older, newer }: ChangesProps) {
  const side = (name: string): "draft" | number => (name === "draft" ? "draft" : Number(name));
  const { data, error } = useRead("diffVersions", {
    params: { id },
    query: { from: side(older), to: side(newer) },
  });
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  if (!data) return <Skeleton rows={2} />;
  return <ChangeList changes={data.changes} />;
}
