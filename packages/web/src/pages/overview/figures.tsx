import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../api/environment.ts";
import { TextLink } from "../../ui/text-link.tsx";
import { endedIn, type Overview, sumOf } from "./outcomes.ts";

/** What one wants to know at a glance. */
export function Figures({ overview }: { readonly overview: Overview }) {
  const { t, i18n } = useTranslation("overview");
  const at = usePath();
  const { workflows, runs, running, waiting, queued } = overview;
  const number = new Intl.NumberFormat(i18n.language);
  const ended = runs.reduce((sum, bucket) => sum + endedIn(bucket), 0);
  const failed = sumOf(runs, "failed");
  const percent = new Intl.NumberFormat(i18n.language, {
    style: "percent",
    maximumFractionDigits: 1,
  });
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure name={t("active")} value={number.format(workflows.active)}>
        {t("active_of", { max: workflows.limitActive })} ·{" "}
        <TextLink href={at("/workflows")}>
          {t("all_of", { all: workflows.total, max: workflows.limitTotal })}
        </TextLink>
      </Figure>
      <Figure name={t("ended")} value={number.format(ended)}>
        {t("failed_of", { count: failed })}
      </Figure>
      <Figure
        name={t("success")}
        value={ended === 0 ? "–" : percent.format(sumOf(runs, "succeeded") / ended)}
      >
        {t("success_text")}
      </Figure>
      <Figure name={t("open")} value={number.format(running + waiting + queued)}>
        {t("open_text", { running, waiting, queued })}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly children: ReactNode;
}

function Figure({ name, value, children }: FigureProps) {
  return (
    <div className="flex flex-col gap-0.5 rounded-card border border-line bg-surface px-4 py-3">
      <dt className="text-small font-medium text-ink-2">{name}</dt>
      <dd className="text-page font-semibold tabular-nums">{value}</dd>
      <dd className="text-small text-ink-3">{children}</dd>
    </div>
  );
}
