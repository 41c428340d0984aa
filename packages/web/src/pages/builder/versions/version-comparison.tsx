import type { Definition } from "@stepwell/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { ChangeWalk, useWalk } from "./change-walk.tsx";
import { useTranslation } from "react-i18next";
import type { LayoutNode } from "../../../canvas/layout.ts";
import { useDrawnLayout } from "../../../canvas/use-drawn-layout.ts";
import { NodeCard } from "../../../canvas/node-card.tsx";
import { type CanvasParts, WorkflowCanvas } from "../../../canvas/workflow-canvas.tsx";
import { useNodeFace } from "../model/node-face.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { ChangeList, markLooks } from "./change-list.tsx";
import { type Change, type Mark, mergeTrees } from "./merged-tree.ts";

interface Props {
  readonly before: Definition;
  readonly after: Definition;
  readonly changes: readonly Change[];
}

const nothing: ReadonlySet<string> = new Set();

/** One drawing of two definitions, each step with a sign of what became of it; all changes beside. */
export function VersionComparison({ before, after, changes }: Props) {
  const { t } = useTranslation("builder");
  const { branchTitle } = useStepTexts();
  const [shownId, setShownId] = useState<string>();
  const walk = useWalk(changes, shownId, setShownId);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The drawing moves by itself.
    if (shownId === undefined) return;
    place.current?.querySelector(".workflow-canvas")?.scrollIntoView({ block: "nearest" });
    place.current?.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }, [shownId]);
  const { definition, marks } = useMemo(
    () => mergeTrees(before, after, changes),
    [before, after, changes],
  );
  const layout = useDrawnLayout(definition, nothing);
  const parts = useMemo<CanvasParts>(
    () => ({
      node: (node) => (
        <ComparedNode
          node={node}
          definition={definition}
          marks={marks}
          isShown={node.id === shownId}
        />
      ),
      label: ({ branch }) => (
        <span className="rounded-full border border-line bg-surface px-2.5 py-0.5 text-small font-medium text-ink-2">
          {branchTitle(branch)}
        </span>
      ),
    }),
    [definition, marks, shownId, branchTitle],
  );
  return (
    <div ref={place} className="grid min-h-0 flex-1 md:grid-cols-[1fr_22rem]">
      <div className="h-full min-h-96 rounded-card border border-line">
        <WorkflowCanvas
          label={t("changes.drawing")}
          layout={layout}
          parts={parts}
          shownId={shownId}
        />
      </div>
      <div className="overflow-auto p-4 max-md:px-0">
        <ChangeWalk walk={walk} />
        <ChangeList changes={changes} after={after} shownId={shownId} onShow={setShownId} />
      </div>
    </div>
  );
}

interface NodeProps {
  readonly node: LayoutNode;
  readonly definition: Definition;
  readonly marks: ReadonlyMap<string, Mark>;
  /** The change that one looks at. */
  readonly isShown: boolean;
}

function ComparedNode({ node, definition, marks, isShown }: NodeProps) {
  const { t } = useTranslation("builder");
  const isStep = node.kind === "step";
  const { icon, family, title, subtitle } = useNodeFace(
    isStep ? node.step : undefined,
    definition.trigger,
  );
  const mark = marks.get(node.id);
  if (!isStep && node.kind !== "trigger") return null;
  return (
    <NodeCard
      nodeId={node.id}
      icon={icon}
      family={family}
      title={title}
      subtitle={mark ? t(`changes.mark.${mark}`) : subtitle}
      look={mark === "removed" ? "faint" : "plain"}
      isSelected={isShown}
      tabIndex={0}
      onPress={() => undefined}
      sign={mark && <MarkSign mark={mark} />}
    />
  );
}

function MarkSign({ mark }: { readonly mark: Mark }) {
  const { icon: Icon, look } = markLooks[mark];
  return <Icon aria-hidden size={18} className={`shrink-0 ${look}`} />;
}
