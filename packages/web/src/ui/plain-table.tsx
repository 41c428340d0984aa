import { classes } from "./classes.ts";
import type { DataColumn } from "./data-table.tsx";

interface Props<Item extends { readonly id: string }> {
  readonly label: string;
  readonly columns: readonly DataColumn<Item>[];
  readonly items: readonly Item[];
}

/** A table to be read; one whose rows are chosen or opened is a data table. */
export function PlainTable<Item extends { readonly id: string }>(props: Props<Item>) {
  const { label, columns, items } = props;
  const look = ({ className }: DataColumn<Item>) => classes("px-3 first:ps-4 last:pe-4", className);
  return (
    // Whoever scrolls by keys needs a place to be.
    <div role="region" aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-node">
        <thead className="text-small text-ink-3">
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={classes("h-9 text-start font-medium", look(column))}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} className="border-t border-line">
              {columns.map((column) => {
                const Cell = column.isRowHeader === true ? "th" : "td";
                return (
                  <Cell
                    key={column.id}
                    {...(column.isRowHeader === true && { scope: "row" })}
                    className={classes("h-11 py-1.5 text-start font-normal", look(column))}
                  >
                    {column.cell(item)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
