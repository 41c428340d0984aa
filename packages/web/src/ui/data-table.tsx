import {
  Cell,
  Column,
  Row,
  Table,
  TableBody,
  TableHeader,
  type Selection,
} from "react-aria-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CheckBox } from "./check-box.tsx";
import { classes } from "./classes.ts";

export interface DataColumn<Item> {
  readonly id: string;
  readonly title: string;
  readonly cell: (item: Item) => ReactNode;
  readonly isRowHeader?: boolean;
  /** Where the cells speak for themselves; the title is still read out. */
  readonly isTitleHidden?: boolean;
  /** Left out where the page is narrow. */
  readonly isWideOnly?: boolean;
  readonly className?: string;
}

interface Props<Item extends { readonly id: string }> {
  readonly label: string;
  readonly columns: readonly DataColumn<Item>[];
  readonly items: readonly Item[];
  /** Where a row leads to. */
  readonly hrefOf?: (item: Item) => string;
  readonly onAction?: (item: Item) => void;
  readonly selection?: {
    readonly selected: Selection;
    readonly onChange: (selected: Selection) => void;
  };
  readonly empty?: ReactNode;
  /** In a wide window columns are as wide as their classes say, whatever the rows hold. */
  readonly isFixed?: boolean;
}

export function DataTable<Item extends { readonly id: string }>(props: Props<Item>) {
  const { label, columns, items, selection, empty, isFixed = false } = props;
  const { t } = useTranslation();
  return (
    <div className="overflow-x-auto">
      <Table
        aria-label={label}
        className={classes("w-full border-collapse text-node", isFixed && "lg:table-fixed")}
        {...(selection && {
          selectionMode: "multiple" as const,
          selectedKeys: selection.selected,
          onSelectionChange: selection.onChange,
        })}
      >
        <TableHeader className="text-start text-small text-ink-3">
          {selection && (
            <Column className="w-10 ps-4">
              <CheckBox slot="selection" aria-label={t("select_all")} />
            </Column>
          )}
          {columns.map((column) => (
            <Column
              key={column.id}
              id={column.id}
              isRowHeader={column.isRowHeader ?? false}
              className={classes(
                "h-9 px-3 text-start font-medium first:ps-4 last:pe-4",
                lookOf(column),
              )}
            >
              {column.isTitleHidden === true ? (
                <span className="sr-only">{column.title}</span>
              ) : (
                column.title
              )}
            </Column>
          ))}
        </TableHeader>
        <TableBody items={items} renderEmptyState={() => empty}>
          {(item) => <DataRow {...props} item={item} />}
        </TableBody>
      </Table>
    </div>
  );
}

function DataRow<Item extends { readonly id: string }>(
  props: Props<Item> & { readonly item: Item },
) {
  const { columns, hrefOf, onAction, selection, item } = props;
  const { t } = useTranslation();
  return (
    <Row
      id={item.id}
      {...(hrefOf && { href: hrefOf(item) })}
      {...(onAction && { onAction: () => onAction(item) })}
      className={classes(
        "border-t border-line data-focus-visible:-outline-offset-2 data-selected:bg-accent-bg",
        (hrefOf ?? onAction) && "cursor-pointer data-hovered:bg-sunken",
      )}
    >
      {selection && (
        <Cell className="ps-4">
          <CheckBox slot="selection" aria-label={t("select_row")} />
        </Cell>
      )}
      {columns.map((column) => (
        <Cell
          key={column.id}
          className={classes("h-11 px-3 py-1.5 first:ps-4 last:pe-4", lookOf(column))}
        >
          {column.cell(item)}
        </Cell>
      ))}
    </Row>
  );
}

function lookOf<Item>({ isWideOnly, className }: DataColumn<Item>): string {
  return classes(isWideOnly === true && "max-md:hidden", className);
}
