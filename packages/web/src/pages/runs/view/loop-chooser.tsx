import { ChevronLeft, ChevronRight, CircleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import type { LoopChoice } from "../model/shown-step-runs.ts";
import { useRunLook } from "./run-context.ts";

/** Which turn of a loop its steps show: “Item 3 of 40”, one on, one back, only those that failed. */
export function LoopChooser({ loop }: { readonly loop: LoopChoice }) {
  const { t } = useTranslation("runs");
  const { look } = useRunLook();
  const [isFailedOnly, setFailedOnly] = useState(false);
  const { keys, failedKeys, chosen, loopPath } = loop;
  const walked = isFailedOnly && failedKeys.length > 0 ? failedKeys : keys;
  const previous = walked.findLast((key) => Number(key) < Number(chosen));
  const next = walked.find((key) => Number(key) > Number(chosen));
  const go = (key: string | undefined) => (): void => look({ place: `${loopPath}/${key ?? "0"}` });
  const count = keys.length;
  const at = keys.indexOf(chosen) + 1;
  return (
    <fieldset
      aria-label={t("loop.label")}
      className="nopan flex items-center rounded-full border border-line bg-surface p-0.5 text-small font-medium whitespace-nowrap text-ink-2"
    >
      <IconButton
        label={t("loop.previous")}
        className="size-6"
        isDisabled={previous === undefined}
        onPress={go(previous)}
      >
        <ChevronLeft aria-hidden size={15} className="rtl:rotate-180" />
      </IconButton>
      <span aria-live="polite" className="px-1 tabular-nums">
        {t("loop.item", { at, count })}
      </span>
      <IconButton
        label={t("loop.next")}
        className="size-6"
        isDisabled={next === undefined}
        onPress={go(next)}
      >
        <ChevronRight aria-hidden size={15} className="rtl:rotate-180" />
      </IconButton>
      {failedKeys.length > 0 && (
        <button
          type="button"
          aria-pressed={isFailedOnly}
          onClick={() => setFailedOnly(!isFailedOnly)}
          className={classes(
            "ms-0.5 inline-flex h-6 items-center gap-1 rounded-full px-2",
            isFailedOnly ? "bg-bad-bg text-bad" : "text-ink-2 hover:bg-sunken",
          )}
        >
          <CircleAlert aria-hidden size={13} />
          {t("loop.failed", { count: failedKeys.length })}
        </button>
      )}
    </fieldset>
  );
}
