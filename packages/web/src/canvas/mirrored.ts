import { type Layout, nodeSizes } from "./layout.ts";

/**
 * The layout for those who read from the right: the first branch is at the reading side. Lines and
 * regions stay as they are, because their drawing is mirrored as a whole.
 */
export function mirrored(layout: Layout): Layout {
  const { width } = layout;
  const flip = <At extends { readonly x: number }>(at: At): At => ({ ...at, x: width - at.x });
  return {
    ...layout,
    nodes: layout.nodes.map((node) => ({
      ...node,
      x: width - node.x - nodeSizes[node.kind].width,
    })),
    pluses: layout.pluses.map(flip),
    labels: layout.labels.map(flip),
  };
}
