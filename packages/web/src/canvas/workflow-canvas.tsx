import "@xyflow/react/dist/base.css";
import {
  type Node,
  type NodeProps,
  ReactFlow,
  ReactFlowProvider,
  useOnViewportChange,
  useReactFlow,
  ViewportPortal,
} from "@xyflow/react";
import {
  createContext,
  memo,
  type ReactNode,
  use,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { classes } from "../ui/classes.ts";
import { Detail, GiveHandle } from "./canvas-view.tsx";
import { CanvasControls } from "./canvas-controls.tsx";
import type { Layout, LayoutLabel, LayoutNode, LayoutPlus } from "./layout.ts";
import { sizes } from "./layout.ts";
import { LineLayer } from "./line-layer.tsx";

/*
 * A workflow as a drawing: the engine pans, zooms and shows what is visible; places are our own.
 * What stands in a node and on a line its user says.
 */

export interface CanvasParts {
  node(node: LayoutNode): ReactNode;
  plus?(plus: LayoutPlus): ReactNode;
  label?(label: LayoutLabel): ReactNode;
  /** How a line through a branch is drawn. */
  lineLook?(stepId: string | undefined, branchId: string | undefined): "plain" | "taken" | "faint";
  /** Which regions are tinted: loops, error branches. */
  isRegion?(stepId: string, branchId: string): boolean;
}

interface Props {
  readonly label: string;
  readonly layout: Layout;
  readonly parts: CanvasParts;
  /** Moved into view when it changes. */
  readonly shownId?: string | undefined;
  readonly onClear?: () => void;
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
const nodeSizes = { trigger: sizes.node, step: sizes.node, slot: sizes.slot, end: sizes.end };

function CanvasPart({ data }: NodeProps<CanvasNode>) {
  return use(PartsContext).node(data.node);
}

function Drawing({ label, layout, parts, shownId, onClear }: Props) {
  const { i18n } = useTranslation();
  const isMirrored = i18n.dir() === "rtl";
  const nodes = useMemo(() => canvasNodes(layout, isMirrored), [layout, isMirrored]);
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
      maxZoom={1.5}
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
      <FirstView layout={layout} />
      <ShownNode layout={layout} id={shownId} />
      <Detail />
      <GiveHandle />
      <CanvasControls hasMap={layout.nodes.length > 14} />
    </ReactFlow>
  );
}

const noEdges: never[] = [];

function canvasNodes(layout: Layout, isMirrored: boolean): CanvasNode[] {
  return layout.nodes.map((node) => {
    const { width, height } = nodeSizes[node.kind];
    const x = isMirrored ? layout.width - node.x - width : node.x;
    return {
      id: node.id,
      type: "part",
      position: { x, y: node.y },
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
      {children}
    </div>
  );
}

/** The part of the drawing that is in view, and a band more on each side. */
function useVisibleBand(): readonly [number, number] {
  const { getViewport } = useReactFlow();
  const [bandNow, setBand] = useState<readonly [number, number]>([-band, 4 * band]);
  const read = (): void => {
    const { y, zoom } = getViewport();
    const first = Math.floor(-y / zoom / band) * band - band;
    const last = Math.ceil((-y + innerHeight) / zoom / band) * band + band;
    setBand((old) => (old[0] === first && old[1] === last ? old : [first, last]));
  };
  useOnViewportChange({ onChange: read });
  return bandNow;
}

/** At first the trigger is at the top, in the middle, at its real size. */
function FirstView({ layout }: { readonly layout: Layout }) {
  const { setViewport } = useReactFlow();
  const isPlaced = useRef(false);
  const pane = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (isPlaced.current) return;
    isPlaced.current = true;
    const width = pane.current?.closest(".react-flow")?.clientWidth ?? innerWidth;
    const zoom = Math.min(1, Math.max(0.55, (width - 48) / layout.width));
    void setViewport({ x: (width - layout.width * zoom) / 2, y: 40, zoom });
  }, [layout, setViewport]);
  return <span ref={pane} hidden />;
}

/** What is selected is moved out from under the edge, and never further. */
function ShownNode({ layout, id }: { readonly layout: Layout; readonly id: string | undefined }) {
  const { getViewport, setViewport } = useReactFlow();
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const node = layout.nodes.find((one) => one.id === id);
    const pane = mark.current?.closest(".react-flow");
    if (!node || !pane) return;
    const { x, y, zoom } = getViewport();
    const { width, height } = nodeSizes[node.kind];
    const dx = overshoot(node.x * zoom + x, width * zoom, pane.clientWidth);
    const dy = overshoot(node.y * zoom + y, height * zoom, pane.clientHeight);
    if (dx !== 0 || dy !== 0) void setViewport({ x: x - dx, y: y - dy, zoom });
  }, [layout, id, getViewport, setViewport]);
  return <span ref={mark} hidden />;
}

const margin = 24;

/** By how much a piece from `start` sticks out of `room`. */
function overshoot(start: number, length: number, room: number): number {
  if (start < margin) return start - margin;
  return Math.max(0, start + length - (room - margin));
}
