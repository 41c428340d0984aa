import { type RefObject, useLayoutEffect, useRef } from "react";
import { findStep } from "@stepwell/core";
import { CircleAlert, TriangleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../ui/button.tsx";
import { triggerId } from "../../../canvas/layout.ts";
import { type Finding, useBuilder, useBuilderStore, useFindings } from "../model/builder-store.ts";
import { focusField } from "../model/focus-field.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { fieldPathOf } from "../panel/model/field-path.ts";

interface Props {
  readonly opener: RefObject<HTMLElement | null>;
}

/** Everything that the checker finds; each leads to its place. */
export function Problems({ opener }: Props) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const list = useRef<HTMLElement>(null);
  // Whoever was in the list is at its button when it closes.
  useLayoutEffect(() => {
    const [own, button] = [list.current, opener.current];
    return () => {
      if (own?.contains(document.activeElement) === true) button?.focus();
    };
  }, [opener]);
  const findings = useFindings();
  return (
    <section
      ref={list}
      data-problems
      tabIndex={-1}
      aria-label={t("problems_title")}
      className="absolute start-3 bottom-8 z-30 flex max-h-80 w-120 whitespace-normal max-w-[calc(100vw-1.5rem)] flex-col rounded-popover border border-line bg-surface shadow-popover"
    >
      <header className="flex items-center border-b border-line ps-4 pe-1.5">
        <h2 className="flex-1 py-2.5 text-node font-semibold">{t("problems_title")}</h2>
        <IconButton
          label={t("close_problems")}
          onPress={() => store.getState().showProblems(false)}
        >
          <X aria-hidden size={16} />
        </IconButton>
      </header>
      {findings.length === 0 && <p className="p-4 text-body text-ink-2">{t("no_problems_text")}</p>}
      <ul className="min-h-0 overflow-auto p-1 wrap-anywhere">
        {findings.map((finding) => (
          <ProblemRow
            key={`${finding.stepId} ${finding.path} ${finding.message}`}
            finding={finding}
          />
        ))}
      </ul>
    </section>
  );
}

function ProblemRow({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const definition = useBuilder((state) => state.definition);
  const texts = useStepTexts();
  const { severity, stepId, message, hint, path } = finding;
  const step = stepId === null ? undefined : findStep(definition, stepId)?.step;
  const isTrigger = step === undefined && path.startsWith("trigger");
  const place = step
    ? texts.stepTitle(step)
    : isTrigger
      ? texts.triggerTitle(definition.trigger)
      : t("workflow");
  const target = step?.id ?? (isTrigger ? triggerId : undefined);
  const Icon = severity === "error" ? CircleAlert : TriangleAlert;
  return (
    <li>
      <button
        type="button"
        disabled={target === undefined}
        onClick={() => {
          store.getState().select(target, true);
          focusField(fieldPathOf(path));
        }}
        className="flex w-full items-start gap-2.5 rounded-control px-3 py-2 text-start enabled:hover:bg-sunken"
      >
        <Icon
          aria-hidden
          size={16}
          className={
            severity === "error" ? "mt-0.5 shrink-0 text-bad" : "mt-0.5 shrink-0 text-wait"
          }
        />
        <span className="flex min-w-0 flex-col">
          <span className="text-small font-semibold text-ink-2">{place}</span>
          <span className="text-body">{message}</span>
          {hint !== undefined && <span className="text-small text-ink-3">{hint}</span>}
        </span>
      </button>
    </li>
  );
}
