import { type Layout, type LayoutNode, sizes } from "./layout.ts";

const nodeWidths = {
  trigger: sizes.node.width,
  step: sizes.node.width,
  slot: sizes.slot.width,
  end: sizes.end.width,
} as const satisfies Record<LayoutNode["kind"], number>;

/**
 * The layout for those who read from the right: the first branch is at the reading side. Lines and
 * regions stay as they are, because their drawing is mirrored as a whole.
 */
export function mirrored(layout: Layout): Layout {
  const { width } = layout;
  const flip = <At extends { readonly x: number }>(at: At): At => ({ ...at, x: width - at.x });
  return {
    ...layout,
    nodes: layout.nodes.map((node) => ({ ...node, x: width - node.x - nodeWidths[node.kind] })),
    pluses: layout.pluses.map(flip),
    labels: layout.labels.map(flip),
  };
}
