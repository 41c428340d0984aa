import { Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { usePath } from "../../../api/environment.ts";
import { useMay } from "../../../api/me.ts";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button, LinkButton } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { definitionOf } from "./definition-of.ts";
import { inputOf, sampleInput } from "./sample-input.ts";
import type { Workflow } from "./workflow-page.tsx";

const startable = new Set(["manual", "call"]);

export function StartButton({ workflow }: { readonly workflow: Workflow }) {
  const { t } = useTranslation("workflows");
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!workflow.active || !startable.has(workflow.trigger.type) || !may("runs.start")) return null;
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <Play aria-hidden size={16} />
        {t("start.action")}
      </Button>
      {isOpen && <StartDialog workflow={workflow} onClose={() => setOpen(false)} />}
    </>
  );
}

interface DialogProps {
  readonly workflow: Workflow;
  readonly onClose: () => void;
}

function StartDialog({ workflow, onClose }: DialogProps) {
  const { t } = useTranslation("workflows");
  const { trigger } = definitionOf(workflow.draft);
  const [text, setText] = useState(() => JSON.stringify(sampleInput(trigger), null, 2));
  const start = useWrite("startRun", { isErrorShown: true });
  const input = inputOf(text);
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("start.title", { name: workflow.name })}
      footer={(close) => (
        <>
          <Button onPress={close}>{start.data ? t("start.done") : t("start.cancel")}</Button>
          <Button
            kind="primary"
            isDisabled={input === undefined}
            isPending={start.isPending}
            onPress={() => start.mutate({ params: { id: workflow.id }, body: { input } as never })}
          >
            {start.data ? t("start.again") : t("start.action")}
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-4">
        {start.isError && <Notice look="error">{messageOf(start.error)}</Notice>}
        {start.data && <Started answer={start.data} />}
        <TextField
          label={t("start.input")}
          description={t("start.hint")}
          errorMessage={input === undefined ? t("start.no_json") : undefined}
          rows={8}
          isCode
          value={text}
          onChange={setText}
        />
      </div>
    </Dialog>
  );
}

function Started({ answer }: { readonly answer: Answer<"startRun"> }) {
  const { t } = useTranslation("workflows");
  const at = usePath();
  return (
    <Notice
      look="ok"
      title={t("start.started")}
      action={
        <LinkButton size="small" href={at(`/runs/${answer.runId}`)}>
          {t("start.show")}
        </LinkButton>
      }
    >
      {answer.output !== undefined && (
        <pre className="max-h-40 overflow-auto">{JSON.stringify(answer.output, null, 2)}</pre>
      )}
    </Notice>
  );
}
