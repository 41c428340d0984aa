import { ChevronRight, GripVertical } from "lucide-react";
import {
  Button,
  DropIndicator,
  type ItemDropTarget,
  Tree as AriaTree,
  TreeItem as AriaTreeItem,
  TreeItemContent,
  type TreeItemProps,
  type TreeProps,
} from "react-aria-components";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/* A tree of rows: arrows walk, left and right close and open. */

interface Props extends Omit<TreeProps<object>, "className" | "children"> {
  readonly "aria-label": string;
  readonly children: ReactNode;
}

export function Tree(props: Props) {
  return <AriaTree {...props} className="flex flex-col gap-0.5 outline-none" />;
}

interface RowProps extends Omit<TreeItemProps, "className" | "children" | "content"> {
  readonly id: string;
  readonly textValue: string;
  readonly content: ReactNode;
  readonly isHighlighted?: boolean;
  /** Has a handle to be dragged by: by the mouse, and by Enter and the arrow keys. */
  readonly isDraggable?: boolean;
  /** The rows inside. */
  readonly children?: ReactNode;
}

export function TreeRow(props: RowProps) {
  const { content, isHighlighted = false, isDraggable = false, children, ...rest } = props;
  return (
    <AriaTreeItem
      {...rest}
      className={classes(
        "rounded-control outline-none data-focus-visible:-outline-offset-2",
        "data-disabled:text-ink-3 data-dragging:opacity-50 data-drop-target:outline-2 data-drop-target:-outline-offset-2 data-drop-target:outline-accent",
        isHighlighted ? "bg-accent-bg" : "data-hovered:bg-sunken data-selected:bg-accent-bg",
      )}
    >
      <TreeItemContent>
        {({ hasChildItems, isExpanded, level }) => (
          <span
            className="flex min-h-11 items-center gap-2 pe-1"
            style={{ paddingInlineStart: `calc(${level - 1} * var(--tree-indent, 20px) + 4px)` }}
          >
            {hasChildItems ? (
              <Button
                slot="chevron"
                className="inline-flex size-6 items-center justify-center rounded-small text-ink-3 data-hovered:bg-sunken"
              >
                <ChevronRight
                  aria-hidden
                  size={16}
                  className={classes(
                    "transition-transform duration-100",
                    isExpanded ? "rotate-90" : "rtl:rotate-180",
                  )}
                />
              </Button>
            ) : (
              <span className="w-6" />
            )}
            {isDraggable && <DragHandle />}
            {content}
          </span>
        )}
      </TreeItemContent>
      {children}
    </AriaTreeItem>
  );
}

function DragHandle() {
  return (
    <Button
      slot="drag"
      className="-me-1 inline-flex h-8 w-6 shrink-0 items-center justify-center rounded-small text-ink-3 data-hovered:bg-sunken"
    >
      <GripVertical aria-hidden size={16} />
    </Button>
  );
}

/** Where a dragged row would fall. */
export function TreeDropLine({ target }: { readonly target: ItemDropTarget }) {
  return (
    <DropIndicator
      target={target}
      className="pointer-events-none h-0.5 rounded-full data-drop-target:bg-accent"
    />
  );
}
