import "@xyflow/react/dist/base.css";
import {
  type Node,
  type NodeProps,
  ReactFlow,
  ReactFlowProvider,
  useStore,
  ViewportPortal,
} from "@xyflow/react";
import { createContext, memo, type ReactNode, use, useMemo, useState } from "react";
import { classes } from "../ui/classes.ts";
import { isRightToLeft } from "../ui/direction.ts";
import { letterSize } from "../ui/letter-size.ts";
import { Detail, GiveHandle } from "./canvas-view.tsx";
import { CanvasMap, type MapLook } from "./canvas-map.tsx";
import { CanvasControls } from "./canvas-controls.tsx";
import type { Layout, LayoutLabel, LayoutNode, LayoutPlus, LineGoal } from "./layout.ts";
import { nodeSizes } from "./layout.ts";
import { LineLayer } from "./line-layer.tsx";
import { Placing } from "./placing.tsx";

/*
 * A workflow as a drawing: the engine pans, zooms and shows what is visible; places are our own.
 * What stands in a node and on a line its user says.
 */

export interface CanvasParts {
  node(node: LayoutNode): ReactNode;
  plus?(plus: LayoutPlus): ReactNode;
  label?(label: LayoutLabel): ReactNode;
  /** How a line is drawn. */
  lineLook?(goal: LineGoal): "plain" | "taken" | "faint";
  /** Which regions are tinted: loops, error branches. */
  isRegion?(stepId: string, branchId: string): boolean;
}

interface Props {
  readonly label: string;
  /** As it is drawn: of `useDrawnLayout`. */
  readonly layout: Layout;
  readonly parts: CanvasParts;
  /** Moved into view when it changes. */
  readonly shownId?: string | undefined;
  readonly onClear?: () => void;
  /** What stands out on the map, by the id of a node; a function of its own for each state. */
  readonly mapLook?: (id: string) => MapLook;
}

const PartsContext = createContext<CanvasParts>({ node: () => null });

export function WorkflowCanvas(props: Props) {
  return (
    <ReactFlowProvider>
      <PartsContext value={props.parts}>
        <Drawing {...props} />
      </PartsContext>
    </ReactFlowProvider>
  );
}

type CanvasNode = Node<{ readonly node: LayoutNode }>;

const nodeTypes = { part: memo(CanvasPart) };

function CanvasPart({ data }: NodeProps<CanvasNode>) {
  return <Read>{use(PartsContext).node(data.node)}</Read>;
}

/** The engine's own world is read from the left, what stands in it as the page is. */
function Read({ children }: { readonly children: ReactNode }) {
  return (
    <div className="contents" dir={isRightToLeft() ? "rtl" : "ltr"}>
      {children}
    </div>
  );
}

function Drawing({ label, layout, parts, shownId, onClear, mapLook }: Props) {
  const nodes = useMemo(() => canvasNodes(layout), [layout]);
  const [isMoving, setMoving] = useState(false);
  return (
    <ReactFlow<CanvasNode>
      aria-label={label}
      nodes={nodes}
      edges={noEdges}
      nodeTypes={nodeTypes}
      onlyRenderVisibleElements
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      elementsSelectable={false}
      panOnScroll
      zoomOnDoubleClick={false}
      minZoom={0.1}
      maxZoom={1.5 * letterSize()}
      deleteKeyCode={null}
      disableKeyboardA11y
      onMoveStart={() => setMoving(true)}
      onMoveEnd={() => setMoving(false)}
      {...(onClear && { onPaneClick: onClear })}
      className={classes("workflow-canvas", isMoving && "is-moving")}
    >
      <ViewportPortal>
        <Layers layout={layout} parts={parts} />
      </ViewportPortal>
      <Placing layout={layout} shownId={shownId} isEdited={parts.plus !== undefined} />
      <Detail />
      <GiveHandle />
      <CanvasControls />
      {stepsIn(layout) >= mappedFrom && <CanvasMap layout={layout} look={mapLook} />}
    </ReactFlow>
  );
}

const noEdges: never[] = [];

/** From so many steps on there is a map. */
const mappedFrom = 12;

function stepsIn({ nodes }: Layout): number {
  return nodes.filter(({ kind }) => kind === "step").length;
}

function canvasNodes(layout: Layout): CanvasNode[] {
  return layout.nodes.map((node) => {
    const { width, height } = nodeSizes[node.kind];
    return {
      id: node.id,
      type: "part",
      position: { x: node.x, y: node.y },
      width,
      height,
      data: { node },
      ariaRole: "group",
      // The engine takes them for pictures: nothing can be dragged or connected.
      style: { pointerEvents: "all" },
    };
  });
}

/** Height of the bands in which lines, labels and pluses are shown or left out. */
const band = 400;

function Layers({ layout, parts }: { readonly layout: Layout; readonly parts: CanvasParts }) {
  const [top, bottom] = useVisibleBand();
  const isIn = (y: number): boolean => y >= top && y <= bottom;
  return (
    <>
      <LineLayer layout={layout} parts={parts} top={top} bottom={bottom} />
      {layout.labels
        .filter(({ y }) => isIn(y))
        .map((label) => (
          <At key={`${label.stepId}/${label.branch.id}`} x={label.x} y={label.y}>
            {parts.label?.(label)}
          </At>
        ))}
      {parts.plus &&
        layout.pluses
          .filter(({ y }) => isIn(y))
          .map((plus) => (
            <At key={keyOf(plus)} x={plus.x} y={plus.y}>
              {parts.plus?.(plus)}
            </At>
          ))}
    </>
  );
}

function keyOf({ place: { branch, index } }: LayoutPlus): string {
  return `${branch?.stepId ?? ""}/${branch?.branchId ?? ""}/${index}`;
}

function At({
  x,
  y,
  children,
}: {
  readonly x: number;
  readonly y: number;
  readonly children: ReactNode;
}) {
  return (
    <div
      className="pointer-events-auto absolute z-10"
      style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
    >
      <Read>{children}</Read>
    </div>
  );
}

/** The part of the drawing that is in view, and a band more on each side. */
function useVisibleBand(): readonly [number, number] {
  const first = useStore(({ transform: [, y, zoom] }) => Math.floor(-y / zoom / band));
  const end = useStore(({ transform: [, y, zoom], height }) =>
    Math.ceil((height - y) / zoom / band),
  );
  return [(first - 1) * band, (end + 1) * band];
}
