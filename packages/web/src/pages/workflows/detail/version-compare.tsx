import type { Definition } from "@stepwell/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Card } from "../../../ui/card.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Select } from "../../../ui/select.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { VersionComparison } from "../../builder/versions/version-comparison.tsx";
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
      <Changes workflow={workflow} older={older} newer={newer} />
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
  readonly workflow: Workflow;
  readonly older: string;
  readonly newer: string;
}

/** One drawing of both, with every change beside it. */
function Changes({ workflow, older, newer }: ChangesProps) {
  const side = (name: string): "draft" | number => (name === "draft" ? "draft" : Number(name));
  const { data, error } = useRead("diffVersions", {
    params: { id: workflow.id },
    query: { from: side(older), to: side(newer) },
  });
  const before = useDefinition(workflow, older);
  const after = useDefinition(workflow, newer);
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  if (!data || !before || !after) return <Skeleton rows={2} />;
  return (
    <div className="flex h-140 flex-col">
      <VersionComparison before={before} after={after} changes={data.changes} />
    </div>
  );
}

function useDefinition(workflow: Workflow, name: string): Definition | undefined {
  const { data } = useRead(
    "getVersion",
    { params: { id: workflow.id, n: Number(name) } },
    { isEnabled: name !== "draft" },
  );
  const definition = name === "draft" ? workflow.draft.definition : data?.definition;
  return definition as unknown as Definition | undefined;
}
