import { isJsonArray, type Json } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../../ui/copy-button.tsx";
import type { StepRun } from "../model/step-run-tree.ts";
import { useRunLook } from "../view/run-context.ts";
import { LargeValue } from "./large-value.tsx";

/** What a script has written. */
export function LogTab({ stepRun }: { readonly stepRun: StepRun }) {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const { log = [], large, path } = stepRun;
  if (large?.log === undefined) return <Lines lines={log} />;
  return (
    <LargeValue
      runId={run.id}
      of="log"
      path={path}
      bytes={large.log}
      label={t("tab.log")}
      root=""
      show={(value) => <Lines lines={linesIn(value)} />}
    />
  );
}

function linesIn(value: Json): readonly string[] {
  return isJsonArray(value) ? value.map(String) : [];
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const { t } = useTranslation("runs");
  return (
    <div className="flex flex-col items-end gap-2">
      <CopyButton textOf={() => lines.join("\n")} />
      <ol
        aria-label={t("tab.log")}
        className="w-full overflow-auto rounded-control border border-line bg-bg py-2"
      >
        {[...lines.entries()].map(([index, line]) => (
          <li key={`${index} ${line}`} className="flex gap-3 px-3">
            <span aria-hidden className="w-6 shrink-0 text-end text-small text-ink-3 tabular-nums">
              {index + 1}
            </span>
            <code className="min-w-0 break-words whitespace-pre-wrap">{line}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}
