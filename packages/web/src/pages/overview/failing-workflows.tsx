import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../api/environment.ts";
import { useFailureWords } from "../../i18n/failure-words.ts";
import { Card } from "../../ui/card.tsx";
import { PlainTable } from "../../ui/plain-table.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import type { Overview } from "./outcomes.ts";

/** Those that need somebody: the most failures first. */
export function FailingWorkflows({ failing }: Pick<Overview, "failing">) {
  const { t } = useTranslation("overview");
  const at = usePath();
  return (
    <Card title={t("failing")} isFlush={failing.length > 0}>
      {failing.length === 0 ? (
        <p className="flex items-center gap-2 text-body text-ink-2">
          <CircleCheck aria-hidden size={18} className="text-ok" />
          {t("none_failing")}
        </p>
      ) : (
        <PlainTable
          label={t("failing")}
          items={failing.map((one) => ({ ...one, id: one.workflowId }))}
          columns={[
            {
              id: "name",
              title: t("workflow"),
              isRowHeader: true,
              cell: ({ workflowId, name }) => (
                <TextLink href={at(`/workflows/${workflowId}`)}>
                  <span dir="auto">{name}</span>
                </TextLink>
              ),
            },
            {
              id: "failed",
              title: t("failed"),
              className: "tabular-nums whitespace-nowrap",
              cell: ({ failed, ended }) => t("failed_in", { failed, ended }),
            },
            {
              id: "message",
              title: t("last_failure"),
              className: "max-w-96",
              cell: ({ lastMessage, lastFailureRunId }) => (
                <LastFailure message={lastMessage} runId={lastFailureRunId} />
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

interface LastFailureProps {
  readonly message: string | undefined;
  readonly runId: string | null;
}

function LastFailure({ message, runId }: LastFailureProps) {
  const { t } = useTranslation("overview");
  const at = usePath();
  const sayFailure = useFailureWords();
  const text = message === undefined ? t("hidden") : sayFailure(message);
  if (runId === null)
    return <span className="block text-ink-2 first-letter:uppercase">{text}</span>;
  return (
    <TextLink href={at(`/runs/${runId}`)} className="line-clamp-2 first-letter:uppercase">
      {text}
    </TextLink>
  );
}
