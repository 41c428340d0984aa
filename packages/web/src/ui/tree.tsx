import { ChevronRight } from "lucide-react";
import {
  Button,
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
  /** The rows inside. */
  readonly children?: ReactNode;
}

export function TreeRow({ content, isHighlighted = false, children, ...rest }: RowProps) {
  return (
    <AriaTreeItem
      {...rest}
      className={classes(
        "rounded-control outline-none data-focus-visible:-outline-offset-2",
        isHighlighted ? "bg-accent-bg" : "data-hovered:bg-sunken",
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
            {content}
          </span>
        )}
      </TreeItemContent>
      {children}
    </AriaTreeItem>
  );
}
