import type { BranchDefinition, Definition, Place, StepDefinition } from "@stepwell/core";

/*
 * Where everything stands on the canvas: a pure function of the tree and of what is collapsed.
 * Two passes: sizes from the leaves up, then places from the root down. Every list is centred on
 * its axis, so a size is a width and a height. Pixels.
 */

export const sizes = {
  node: { width: 264, height: 64 },
  slot: { width: 176, height: 64 },
  end: { width: 72, height: 28 },
  plus: 24,
  gap: 56,
  branchGap: 40,
  /** From a branching step down to its branches' first steps: line, label, plus. */
  head: 92,
  /** From the last step of a branch to the line that joins the branches. */
  tail: 60,
  region: { side: 20, top: 0, bottom: 12 },
} as const;

export const nodeSizes = {
  trigger: sizes.node,
  step: sizes.node,
  slot: sizes.slot,
  end: sizes.end,
} as const;

export type LayoutNode =
  | NodeBase<"trigger">
  | NodeBase<"end">
  | (NodeBase<"step"> & { readonly step: StepDefinition; readonly innerCount: number })
  | (NodeBase<"slot"> & { readonly place: Place; readonly ownerId: string });

interface NodeBase<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** A plus on a line: what is inserted there stands at `place`. */
export interface LayoutPlus {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
  /** What stands before it: it is reached by Tab from there. */
  readonly afterId: string;
}

interface LayoutLine {
  readonly path: string;
  readonly top: number;
  readonly bottom: number;
  readonly leads: LineGoal;
}

/** Where a line leads: to a node, into a branch, or out of one; a run's way is drawn strong. */
export type LineGoal =
  | { readonly to: "node"; readonly id: string }
  | { readonly to: "branch" | "join"; readonly stepId: string; readonly branchId: string };

export interface LayoutLabel {
  readonly stepId: string;
  readonly branch: BranchDefinition;
  readonly x: number;
  readonly y: number;
}

interface LayoutRegion {
  readonly stepId: string;
  readonly branchId: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly nodes: readonly LayoutNode[];
  readonly pluses: readonly LayoutPlus[];
  readonly lines: readonly LayoutLine[];
  readonly labels: readonly LayoutLabel[];
  readonly regions: readonly LayoutRegion[];
  readonly width: number;
  readonly height: number;
}

export const triggerId = "$trigger";
export const endId = "$end";

interface Size {
  readonly width: number;
  readonly height: number;
}

export function layOut(definition: Definition, collapsed: ReadonlySet<string>): Layout {
  const drawing = new Drawing(collapsed);
  const { node, gap, end } = sizes;
  const size = drawing.sizeOfList(definition.steps);
  const axis = Math.max(size.width, node.width) / 2;
  drawing.add({ kind: "trigger", id: triggerId, x: axis - node.width / 2, y: 0 });
  const top = node.height + gap;
  const firstId = definition.steps[0]?.id ?? endId;
  drawing.line({ x: axis, top: node.height, bottom: top, id: firstId });
  drawing.plus({ index: 0 }, { x: axis, y: node.height + gap / 2, afterId: triggerId });
  const bottom = drawing.list(definition.steps, { axis, top, branch: undefined });
  const endTop = definition.steps.length === 0 ? bottom : bottom + gap;
  if (definition.steps.length > 0)
    drawing.line({ x: axis, top: bottom, bottom: endTop, id: endId });
  drawing.add({ kind: "end", id: endId, x: axis - end.width / 2, y: endTop });
  return drawing.layout({ width: axis * 2, height: endTop + end.height });
}

interface ListPlace {
  readonly axis: number;
  readonly top: number;
  readonly branch: Place["branch"];
}

class Drawing {
  readonly #collapsed: ReadonlySet<string>;
  readonly #sizes = new Map<StepDefinition, Size>();
  readonly #nodes: LayoutNode[] = [];
  readonly #pluses: LayoutPlus[] = [];
  readonly #lines: LayoutLine[] = [];
  readonly #labels: LayoutLabel[] = [];
  readonly #regions: LayoutRegion[] = [];

  constructor(collapsed: ReadonlySet<string>) {
    this.#collapsed = collapsed;
  }

  layout(size: Size): Layout {
    return {
      nodes: this.#nodes,
      pluses: this.#pluses,
      lines: this.#lines,
      labels: this.#labels,
      regions: this.#regions,
      ...size,
    };
  }

  add(node: LayoutNode): void {
    this.#nodes.push(node);
  }

  plus(place: Place, at: Omit<LayoutPlus, "place">): void {
    this.#pluses.push({ place, ...at });
  }

  /** Straight down to a node. */
  line({ x, top, bottom, id }: { x: number; top: number; bottom: number; id: string }): void {
    this.#lines.push({ path: `M${x} ${top}V${bottom}`, top, bottom, leads: { to: "node", id } });
  }

  sizeOfList(steps: readonly StepDefinition[]): Size {
    const each = steps.map((step) => this.#sizeOf(step));
    const gaps = Math.max(0, steps.length - 1) * sizes.gap;
    return {
      width: Math.max(sizes.node.width, ...each.map(({ width }) => width)),
      height: each.reduce((sum, { height }) => sum + height, gaps),
    };
  }

  #sizeOf(step: StepDefinition): Size {
    const known = this.#sizes.get(step);
    if (known) return known;
    const size = this.#measure(step);
    this.#sizes.set(step, size);
    return size;
  }

  #measure(step: StepDefinition): Size {
    const branches = this.#branchesOf(step);
    if (branches.length === 0) return sizes.node;
    const columns = branches.map((branch) => this.#sizeOfColumn(branch));
    const width = columns.reduce((sum, column) => sum + column.width, 0);
    const { node, head, tail, branchGap } = sizes;
    return {
      width: Math.max(node.width, width + (columns.length - 1) * branchGap),
      height: node.height + head + Math.max(...columns.map(({ height }) => height)) + tail,
    };
  }

  #sizeOfColumn({ steps }: BranchDefinition): Size {
    const { width, height } = steps.length === 0 ? sizes.slot : this.sizeOfList(steps);
    return { width: width + 2 * sizes.region.side, height };
  }

  #branchesOf({ id, branches = [] }: StepDefinition): readonly BranchDefinition[] {
    return this.#collapsed.has(id) ? [] : branches;
  }

  /** @returns the bottom of the last step */
  list(steps: readonly StepDefinition[], { axis, top, branch }: ListPlace): number {
    let y = top;
    for (const [index, step] of steps.entries()) {
      const place = { ...(branch && { branch }), index: index + 1 };
      const bottom = this.#step(step, axis, y);
      const next = steps[index + 1];
      const isLast = next === undefined;
      const afterId = step.id;
      if (next) this.line({ x: axis, top: bottom, bottom: bottom + sizes.gap, id: next.id });
      if (!isLast || branch === undefined)
        this.plus(place, { x: axis, y: bottom + sizes.gap / 2, afterId });
      else this.plus(place, { x: axis, y: bottom + 24, afterId });
      y = isLast ? bottom : bottom + sizes.gap;
    }
    return y;
  }

  #step(step: StepDefinition, axis: number, top: number): number {
    const { node, head, tail, branchGap } = sizes;
    const innerCount = countSteps(step);
    this.add({ kind: "step", id: step.id, x: axis - node.width / 2, y: top, step, innerCount });
    const branches = this.#branchesOf(step);
    if (branches.length === 0) return top + node.height;
    const bottom = top + this.#sizeOf(step).height;
    const columns = branches.map((branch) => this.#sizeOfColumn(branch));
    const total = columns.reduce((sum, { width }) => sum + width, (columns.length - 1) * branchGap);
    let x = axis - total / 2;
    for (const [index, branch] of branches.entries()) {
      const width = columns[index]?.width ?? 0;
      const column = { x, width, axis: x + width / 2, top: top + node.height + head };
      this.#branch(step, branch, { ...column, outerAxis: axis, bottom: bottom - tail });
      x += width + branchGap;
    }
    return bottom;
  }

  #branch(step: StepDefinition, branch: BranchDefinition, column: Column): void {
    const { axis, top, bottom, outerAxis } = column;
    const { head, tail, region } = sizes;
    const ids = { stepId: step.id, branchId: branch.id };
    const start = top - head;
    this.#lines.push({
      path: elbow({ from: outerAxis, to: axis, top: start, turn: start + 14, bottom: top }),
      top: start,
      bottom: top,
      leads: { to: "branch", ...ids },
    });
    this.#labels.push({ stepId: step.id, branch, x: axis, y: start + 36 });
    this.#regions.push({
      ...ids,
      x: column.x,
      y: start + 22,
      width: column.width,
      height: bottom - start - 22 + 36 + region.bottom - 24,
    });
    const end = this.#content(branch, { axis, top, branch: ids });
    const last = bottom + tail;
    this.#lines.push({
      path: elbow({ from: axis, to: outerAxis, top: end, turn: last - 12, bottom: last }),
      top: end,
      bottom: last,
      leads: { to: "join", ...ids },
    });
  }

  #content(
    { id, steps }: BranchDefinition,
    place: ListPlace & { branch: NonNullable<Place["branch"]> },
  ): number {
    const { axis, top, branch } = place;
    const first = { branch, index: 0 };
    if (steps.length > 0) {
      this.plus(first, { x: axis, y: top - 18, afterId: branch.stepId });
      return this.list(steps, place);
    }
    const slot = `${branch.stepId}/${id}`;
    const { width, height } = sizes.slot;
    this.add({
      kind: "slot",
      id: slot,
      x: axis - width / 2,
      y: top,
      place: first,
      ownerId: branch.stepId,
    });
    return top + height;
  }
}

interface Column {
  readonly x: number;
  readonly width: number;
  readonly axis: number;
  readonly outerAxis: number;
  readonly top: number;
  readonly bottom: number;
}

/** Down to the turn, across, and down again, with rounded corners. */
function elbow(way: {
  from: number;
  to: number;
  top: number;
  turn: number;
  bottom: number;
}): string {
  const { from, to, top, turn, bottom } = way;
  if (Math.abs(from - to) < 1) return `M${from} ${top}V${bottom}`;
  const side = Math.sign(to - from);
  const radius = Math.min(10, Math.abs(to - from) / 2, Math.max(0, turn - top), bottom - turn);
  return [
    `M${from} ${top}V${turn - radius}`,
    `Q${from} ${turn} ${from + side * radius} ${turn}`,
    `H${to - side * radius}`,
    `Q${to} ${turn} ${to} ${turn + radius}`,
    `V${bottom}`,
  ].join("");
}

/** How many steps are inside. */
function countSteps({ branches = [] }: StepDefinition): number {
  return branches.reduce(
    (sum, { steps }) => sum + steps.reduce((inner, step) => inner + 1 + countSteps(step), 0),
    0,
  );
}
