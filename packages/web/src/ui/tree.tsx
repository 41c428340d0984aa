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
  /** Stands below rows that have a handle. */
  readonly hasRoomForHandle?: boolean;
  /** What stands on the line between this row and the one before it. */
  readonly above?: ReactNode;
  /** The rows inside. */
  readonly children?: ReactNode;
}

export function TreeRow(props: RowProps) {
  const { content, above, isHighlighted = false, isDraggable = false, children, ...more } = props;
  const { hasRoomForHandle = false, ...rest } = more;
  return (
    <AriaTreeItem
      {...rest}
      className="group/row relative rounded-control outline-none data-focus-visible:outline-none data-dragging:opacity-50 data-disabled:text-ink-3"
    >
      <TreeItemContent>
        {({ hasChildItems, isExpanded, level }) => (
          <span className="flex flex-col">
            {above !== undefined && (
              <span
                className="relative block h-3 pointer-coarse:h-4"
                style={{ marginInlineStart: indentOf(level) }}
              >
                {above}
              </span>
            )}
            <span
              className={classes(
                "flex min-h-11 items-center gap-2 rounded-control pe-1",
                line,
                isHighlighted
                  ? "bg-accent-bg"
                  : "group-data-hovered/row:bg-sunken group-data-selected/row:bg-accent-bg",
              )}
              style={{ paddingInlineStart: indentOf(level) }}
            >
              {hasChildItems ? <Chevron isExpanded={isExpanded} /> : <span className="w-6" />}
              {isDraggable ? (
                <DragHandle />
              ) : (
                hasRoomForHandle && <span className="-me-1 w-6 shrink-0" />
              )}
              {content}
            </span>
          </span>
        )}
      </TreeItemContent>
      {children}
    </AriaTreeItem>
  );
}

function Chevron({ isExpanded }: { readonly isExpanded: boolean }) {
  return (
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
  );
}

/** The row itself, without what is above it. */
const line =
  "-outline-offset-2 group-data-focus-visible/row:outline-2 group-data-focus-visible/row:outline-accent group-data-drop-target/row:outline-2 group-data-drop-target/row:outline-accent";

function indentOf(level: number): string {
  return `calc(${level - 1} * var(--tree-indent, 20px) + 4px)`;
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
