import type { Json } from "@stepwell/core";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { CheckBox } from "../../../ui/check-box.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { NumberField } from "../../../ui/number-field.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { readJson } from "../model/read-json.ts";
import { useRunLook } from "./run-context.ts";

/** Goes on where the run stopped, on its version or another, with its data or other data. */
export function ResumeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const [version, setVersion] = useState(run.version);
  const [hasInput, setHasInput] = useState(false);
  const [text, setText] = useState(() => JSON.stringify(run.event.data, null, 2));
  const input = readJson(text);
  const { resume, isPending, error } = useResume(onClose);
  // What is not here cannot be changed here.
  const isHidden =
    run.large?.event !== undefined || (run.confidential && "hidden" in Object(run.event.data));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("resume.title")}
      footer={(close) => (
        <>
          <Button onPress={close}>{t("keep")}</Button>
          <Button
            kind="primary"
            isPending={isPending}
            isDisabled={hasInput && !input.ok}
            onPress={() => resume(version, hasInput && input.ok ? input.value : undefined)}
          >
            {t("resume.action")}
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-4">
        <p className="text-body text-ink-2">{t("resume.text")}</p>
        <NumberField
          label={t("version")}
          description={t("resume.version")}
          minValue={1}
          value={version}
          onChange={setVersion}
          className="max-w-60"
        />
        {!isHidden && (
          <CheckBox isSelected={hasInput} onChange={setHasInput}>
            {t("resume.edit")}
          </CheckBox>
        )}
        {hasInput && (
          <TextField
            label={t("resume.input")}
            isCode
            rows={10}
            value={text}
            onChange={setText}
            errorMessage={input.ok ? undefined : t("not_json", { message: input.message })}
          />
        )}
        {error !== null && <Notice look="error">{messageOf(error)}</Notice>}
      </div>
    </Dialog>
  );
}

function useResume(onClose: () => void) {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const router = useRouter();
  const at = usePath();
  const { mutate, isPending, error } = useWrite("resumeRun", {
    isErrorShown: true,
    onDone({ runId }) {
      onClose();
      toast({ text: t("resume.done") });
      router.history.push(at(`/runs/${runId}`));
    },
  });
  const resume = (version: number, input: Json | undefined): void =>
    mutate({
      params: { id: run.id },
      body: {
        ...(version !== run.version && { version }),
        ...(input !== undefined && { input }),
      },
    });
  return { resume, isPending, error };
}
