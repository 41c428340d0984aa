import { isTimeZone } from "@stepwell/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../../api/queries.ts";
import { messageOf } from "../../../../api/refusal.ts";
import { type BuilderState, useBuilder } from "../../model/builder-store.ts";
import { occurrenceWords } from "./occurrence-words.ts";

/** When the schedule, as it is saved, comes next. */
export function Occurrences() {
  const { t } = useTranslation("panel");
  const isIncomplete = useBuilder(hasConfigErrors);
  return (
    <section aria-label={t("schedule.next")} className="flex flex-col gap-2">
      <h3 className="text-node font-semibold">{t("schedule.next")}</h3>
      {isIncomplete ? (
        <p className="text-small text-ink-3">{t("schedule.incomplete")}</p>
      ) : (
        <NextTimes />
      )}
    </section>
  );
}

function hasConfigErrors({ findings }: BuilderState): boolean {
  return findings.some(
    ({ severity, stepId, path }) =>
      severity === "error" && stepId === null && path.startsWith("trigger.config"),
  );
}

function NextTimes() {
  const { t, i18n } = useTranslation("panel");
  const { data, error } = useOccurrences();
  const timeZone = useBuilder(scheduleZone);
  if (error) return <p className="text-small text-ink-3">{messageOf(error)}</p>;
  if (!data) return null;
  if (data.items.length === 0)
    return <p className="text-small text-ink-3">{t("schedule.never")}</p>;
  const times = data.items.map(({ at }) => at);
  return (
    <>
      <p className="text-small text-ink-3">{t("schedule.zone", { zone: timeZone })}</p>
      <ol className="flex flex-col gap-1 text-small text-ink-2 tabular-nums">
        {occurrenceWords(times, { language: i18n.language, timeZone }).map(({ at, time, own }) => (
          <li key={at} className="flex flex-wrap gap-x-2">
            <time dateTime={at}>{time}</time>
            {own !== undefined && (
              <span className="text-ink-3">{t("schedule.yours", { time: own })}</span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function useOccurrences() {
  const id = useBuilder((state) => state.workflowId);
  const revision = useBuilder((state) => state.revision);
  // The server's draft may have another trigger still.
  const isSaved = useBuilder((state) => state.save.kind === "saved");
  const { data, error, refetch } = useRead(
    "listOccurrences",
    { params: { id }, query: { count: 10 } },
    { isEnabled: isSaved },
  );
  useEffect(() => {
    if (revision > 0 && isSaved) void refetch();
  }, [revision, isSaved, refetch]);
  return { data, error };
}

/** As the server takes it; one that does not exist is found when it is saved. */
function scheduleZone({ definition: { trigger, settings } }: BuilderState): string {
  const zone = trigger.config["timeZone"] ?? settings?.timeZone;
  return typeof zone === "string" && isTimeZone(zone) ? zone : "UTC";
}
