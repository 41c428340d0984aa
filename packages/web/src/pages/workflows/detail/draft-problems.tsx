import { findStep } from "@stepwell/core";
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { usePath } from "../../../api/environment.ts";
import { useFindingWords } from "../../builder/model/finding-words.ts";
import { Card } from "../../../ui/card.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { definitionOf } from "./definition-of.ts";
import type { Workflow } from "./workflow-page.tsx";

interface Props {
  readonly workflow: Workflow;
}

/** What the checker says of the draft; each leads to its step in the builder. */
export function DraftProblems({ workflow: { id, draft } }: Props) {
  const { t } = useTranslation("workflows");
  const at = usePath();
  const sayFindings = useFindingWords();
  const { steps } = useCatalog();
  const definition = definitionOf(draft);
  const findings = sayFindings(draft.findings, definition);
  const titleOf = (stepId: string): string => {
    const step = findStep(definition, stepId)?.step;
    return step?.title ?? steps.get(step?.type ?? "")?.title ?? stepId;
  };
  return (
    <Card title={t("detail.problems")}>
      {findings.length === 0 ? (
        <p className="flex items-center gap-2 text-body text-ink-2">
          <CircleCheck aria-hidden size={18} className="text-ok" />
          {t("detail.no_problems")}
        </p>
      ) : (
        <ul className="flex flex-col gap-2.5">
          {findings.map(({ severity, stepId, path, message }) => (
            <li key={`${stepId} ${path} ${message}`} className="flex items-start gap-2.5 text-body">
              {severity === "error" ? (
                <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-bad" />
              ) : (
                <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0 text-wait" />
              )}
              <span className="min-w-0">
                {stepId !== null && (
                  <>
                    <TextLink href={at(`/workflows/${id}/edit?step=${stepId}`)}>
                      {titleOf(stepId)}
                    </TextLink>
                    {": "}
                  </>
                )}
                {message}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
