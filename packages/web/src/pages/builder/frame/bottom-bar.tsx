import { walkSteps } from "@stepwell/core";
import { CircleAlert, CircleCheck, Keyboard, TriangleAlert } from "lucide-react";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { DockButton } from "../../../app/dock.tsx";
import { openHelp } from "../../../app/help-state.ts";
import { IconButton } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import { useBuilder, useBuilderStore, useFindings } from "../model/builder-store.ts";
import { Problems } from "./problems.tsx";
import { VersionBadges } from "./version-badges.tsx";

/** How much of the limit is used, and what is wrong. */
export function BottomBar({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation("builder");
  const { t: common } = useTranslation();
  const definition = useBuilder((state) => state.definition);
  const { data } = useRead("getLimits");
  const steps = useMemo(() => [...walkSteps(definition)].length, [definition]);
  const limit = data?.limits["stepsPerWorkflowMax"];
  return (
    <footer className="relative flex h-7 shrink-0 items-center gap-4 border-t border-line bg-surface px-3 text-small whitespace-nowrap text-ink-2 max-sm:gap-2">
      <span className="truncate tabular-nums">
        {limit === undefined
          ? t("steps", { count: steps })
          : t("steps_of", { count: steps, limit })}
      </span>
      <ProblemsButton />
      <span className="flex-1" />
      <span className="min-w-0 overflow-hidden lg:hidden">
        <VersionBadges workflowId={workflowId} />
      </span>
      <DockButton className="size-6!" />
      <IconButton
        label={common("shortcuts")}
        // Fingers have none.
        className="size-6! max-sm:hidden"
        onPress={openHelp}
      >
        <Keyboard aria-hidden size={15} />
      </IconButton>
    </footer>
  );
}

/** What is wrong, in number; the list opens above it. */
function ProblemsButton() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const findings = useFindings();
  const isOpen = useBuilder((state) => state.areProblemsOpen);
  const button = useRef<HTMLButtonElement>(null);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const parts = [
    ...(errors > 0 ? [t(warnings > 0 ? "errors" : "problems", { count: errors })] : []),
    ...(warnings > 0 ? [t("warnings", { count: warnings })] : []),
  ];
  const Icon = errors > 0 ? CircleAlert : warnings > 0 ? TriangleAlert : CircleCheck;
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        onClick={() => store.getState().showProblems(!isOpen)}
        className={classes(
          "flex items-center gap-1.5 rounded-small px-1",
          errors > 0 ? "text-bad" : "text-ink-2",
        )}
      >
        <Icon
          aria-hidden
          size={14}
          className={classes(errors === 0 && (warnings > 0 ? "text-wait" : "text-ok"))}
        />
        {parts.length === 0 ? t("no_problems") : parts.join(" · ")}
      </button>
      {isOpen && <Problems opener={button} />}
    </>
  );
}
