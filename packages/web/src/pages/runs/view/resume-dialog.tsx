import type { Json } from "@stepwell/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { CheckBox } from "../../../ui/check-box.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { readJson } from "../model/read-json.ts";
import { useRunLook } from "./run-context.ts";
import { useNewRun } from "./use-new-run.ts";

/** Goes on where the run stopped, on its version or another, with its data or other data. */
export function ResumeDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("runs");
  const { run, workflow } = useRunLook();
  const [chosen, setVersion] = useState<number>();
  // Who comes back from repairing the step wants the version in which it is repaired, once it is known.
  const version = chosen ?? Math.max(run.version, workflow?.activeVersion ?? 0);
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
        {run.reruns.length > 0 && (
          <Notice look="warning">{t("resume.already", { count: run.reruns.length })}</Notice>
        )}
        <VersionSelect value={version} onChange={setVersion} />
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

/** The newest that a list of versions is read for. */
const offeredMax = 100;

interface VersionProps {
  readonly value: number;
  readonly onChange: (version: number) => void;
}

function VersionSelect({ value, onChange }: VersionProps) {
  const { t } = useTranslation("runs");
  const { run, workflow } = useRunLook();
  const latest = Math.max(run.version, workflow?.latestVersion ?? 0);
  const newest = Array.from({ length: Math.min(latest, offeredMax) }, (_, index) => latest - index);
  const offered = newest.includes(run.version) ? newest : [...newest, run.version];
  const labelOf = (version: number): string => {
    if (version === run.version) return t("resume.as_it_ran", { version });
    return version === workflow?.activeVersion ? t("resume.active", { version }) : `v${version}`;
  };
  return (
    <Select
      label={t("version")}
      description={t("resume.version")}
      options={offered.map((version) => ({ id: String(version), label: labelOf(version) }))}
      value={String(value)}
      onChange={(version) => onChange(Number(version))}
      className="max-w-80"
    />
  );
}

function useResume(onClose: () => void) {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const goTo = useNewRun();
  const { mutate, isPending, error } = useWrite("resumeRun", {
    isErrorShown: true,
    onDone({ runId }) {
      onClose();
      goTo(runId, t("resume.done"));
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
