import { walkSteps } from "@stepwell/core";
import { CircleAlert, CircleCheck, Keyboard } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { DockButton } from "../../../app/dock.tsx";
import { openHelp } from "../../../app/help-state.ts";
import { IconButton } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { Problems } from "./problems.tsx";
import { VersionBadges } from "./version-badges.tsx";

/** How much of the limit is used, and what is wrong. */
export function BottomBar({ workflowId }: { readonly workflowId: string }) {
  const { t } = useTranslation("builder");
  const { t: common } = useTranslation();
  const store = useBuilderStore();
  const definition = useBuilder((state) => state.definition);
  const findings = useBuilder((state) => state.findings);
  const [isOpen, setOpen] = useState(false);
  const { data } = useRead("getLimits");
  const steps = useMemo(() => [...walkSteps(definition)].length, [definition]);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const limit = data?.limits["stepsPerWorkflowMax"];
  return (
    <footer className="relative flex h-7 shrink-0 items-center gap-4 border-t border-line bg-surface px-3 text-small whitespace-nowrap text-ink-2 max-sm:gap-2">
      <span className="truncate tabular-nums">
        {limit === undefined
          ? t("steps", { count: steps })
          : t("steps_of", { count: steps, limit })}
      </span>
      <button
        type="button"
        aria-expanded={isOpen}
        data-problems
        onClick={() => {
          if (!isOpen) store.getState().tellAll();
          setOpen(!isOpen);
        }}
        className={classes(
          "flex items-center gap-1.5 rounded-small px-1",
          errors > 0 ? "text-bad" : "text-ink-2",
        )}
      >
        {findings.length === 0 ? (
          <CircleCheck aria-hidden size={14} className="text-ok" />
        ) : (
          <CircleAlert aria-hidden size={14} />
        )}
        {findings.length === 0 ? t("no_problems") : t("problems", { count: findings.length })}
      </button>
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
      {isOpen && <Problems onClose={() => setOpen(false)} />}
    </footer>
  );
}
