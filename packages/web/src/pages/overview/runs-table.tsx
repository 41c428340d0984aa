import { useTranslation } from "react-i18next";
import { PlainTable } from "../../ui/plain-table.tsx";
import { Details } from "../../ui/details.tsx";
import { bucketName, outcomes, type Overview } from "./outcomes.ts";

/** What the chart shows, in numbers. */
export function RunsTable({ overview }: { readonly overview: Overview }) {
  const { t, i18n } = useTranslation("overview");
  const { t: common } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const items = overview.runs.map((bucket) => ({ ...bucket, id: bucket.start })).toReversed();
  return (
    <Details summary={t("as_table")}>
      <PlainTable
        label={t("runs")}
        items={items}
        columns={[
          {
            id: "start",
            title: t(`bucket.${overview.bucket}`),
            isRowHeader: true,
            cell: ({ start }) => bucketName(start, overview, i18n.language),
          },
          ...outcomes.map((outcome) => ({
            id: outcome,
            title: common(`status.${outcome}`),
            className: "tabular-nums",
            cell: (item: (typeof items)[number]) => number.format(item[outcome]),
          })),
        ]}
      />
    </Details>
  );
}
