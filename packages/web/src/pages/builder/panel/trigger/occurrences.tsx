import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../../api/queries.ts";
import { messageOf } from "../../../../api/refusal.ts";
import { useBuilder } from "../../model/builder-store.ts";

/** When the schedule, as it is saved, comes next. */
export function Occurrences() {
  const { t, i18n } = useTranslation("panel");
  const id = useBuilder((state) => state.workflowId);
  const revision = useBuilder((state) => state.revision);
  const { data, error, refetch } = useRead("listOccurrences", {
    params: { id },
    query: { count: 10 },
  });
  useEffect(() => {
    if (revision > 0) void refetch();
  }, [revision, refetch]);
  const format = new Intl.DateTimeFormat(i18n.language, {
    weekday: "short",
    dateStyle: undefined,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return (
    <section aria-label={t("schedule.next")} className="flex flex-col gap-2">
      <h3 className="text-node font-semibold">{t("schedule.next")}</h3>
      {error && <p className="text-small text-ink-3">{messageOf(error)}</p>}
      {data?.items.length === 0 && <p className="text-small text-ink-3">{t("schedule.never")}</p>}
      <ol className="flex flex-col gap-1 text-small text-ink-2 tabular-nums">
        {data?.items.map(({ at, localTime }) => (
          <li key={at} title={localTime}>
            <time dateTime={at}>{format.format(new Date(at))}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
