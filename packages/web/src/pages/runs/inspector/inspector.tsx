import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { windowWidth } from "../../../ui/letter-size.ts";
import { findStep } from "@stepwell/core";
import { IconButton } from "../../../ui/button.tsx";
import { useRunLook } from "../view/run-context.ts";
import { RunInspector } from "./run-inspector.tsx";
import { StepInspector } from "./step-inspector.tsx";

const besideFrom = 1100;

/** What is looked at closely: a step, or the run as a whole. */
export function Inspector() {
  const { t } = useTranslation("runs");
  const { search, isPreset, shown, definition, look } = useRunLook();
  const stepRun = search.step === undefined ? undefined : shown.byStepId.get(search.step);
  const place = useRef<HTMLElement>(null);
  const isChosen = search.step !== undefined && !isPreset;
  const id = isChosen ? `${search.step} ${search.place ?? ""}` : undefined;
  // Where it stands below the steps, a choice would show nothing.
  useEffect(() => {
    if (id !== undefined && windowWidth() < besideFrom)
      place.current?.scrollIntoView({ block: "start" });
  }, [id]);
  const isStep = stepRun !== undefined || search.step !== undefined;
  return (
    <aside
      ref={place}
      aria-label={t("inspector")}
      className="flex w-110 shrink-0 flex-col border-s border-line bg-surface max-xl:w-96 max-lg:w-full max-lg:border-s-0 max-lg:border-t"
    >
      {isStep && (
        <span className="absolute end-2 mt-2.5 max-lg:hidden">
          <IconButton
            label={t("close_step")}
            onPress={() => look({ step: undefined, tab: undefined })}
          >
            <X aria-hidden size={16} />
          </IconButton>
        </span>
      )}
      {stepRun ? (
        <StepInspector key={stepRun.id} stepRun={stepRun} />
      ) : search.step === undefined ? (
        <RunInspector />
      ) : (
        <p className="p-4 pe-12 text-body text-ink-2">
          {definition && !findStep(definition, search.step) ? t("no_such_step") : t("not_run")}
        </p>
      )}
    </aside>
  );
}
