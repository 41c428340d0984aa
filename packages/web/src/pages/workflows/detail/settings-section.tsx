import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Input } from "../../../api/call.ts";
import { useMay } from "../../../api/me.ts";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { definitionOf } from "./definition-of.ts";
import { KeepingFields, RunFields } from "./settings-fields.tsx";
import { formOf, type SettingsForm, settingsOf, tagsIn } from "./settings-form.ts";
import type { Workflow } from "./workflow-page.tsx";

type Operations = NonNullable<Input<"editDraft">["body"]>["operations"];

export interface FieldsProps {
  readonly form: SettingsForm;
  readonly set: (change: Partial<SettingsForm>) => void;
  readonly isDisabled: boolean;
}

/** Settings are part of the draft: they hold from the next version on. */
export function SettingsSection({ workflow }: { readonly workflow: Workflow }) {
  const { t } = useTranslation("workflows");
  const may = useMay();
  const [form, setForm] = useState(() => formOf(definitionOf(workflow.draft)));
  const edit = useWrite("editDraft", {
    isErrorShown: true,
    onDone: () => toast({ text: t("set.saved") }),
  });
  const isDisabled = !may("workflows.write");
  const fields: FieldsProps = {
    form,
    set: (change) => setForm((old) => ({ ...old, ...change })),
    isDisabled,
  };
  const save = (submitted: FormEvent): void => {
    submitted.preventDefault();
    edit.mutate({
      params: { id: workflow.id },
      body: { revision: workflow.draft.revision, operations: operationsOf(form) },
    });
  };
  return (
    <Form className="flex max-w-3xl flex-col gap-4" onSubmit={save}>
      {isDisabled && <Notice>{t("read_only")}</Notice>}
      {edit.isError && <Notice look="error">{messageOf(edit.error)}</Notice>}
      <DetailFields {...fields} />
      <RunFields {...fields} />
      <KeepingFields {...fields} />
      {!isDisabled && (
        <div className="flex flex-wrap items-center gap-3">
          <Button kind="primary" type="submit" isPending={edit.isPending}>
            {t("set.save")}
          </Button>
          <span className="text-small text-ink-3">{t("set.draft_hint")}</span>
        </div>
      )}
    </Form>
  );
}

function operationsOf(form: SettingsForm): Operations {
  const { name, description, folder, tags } = form;
  return [
    { op: "setDetails", set: { name, description, folder, tags: tagsIn(tags) } },
    { op: "setSettings", settings: settingsOf(form) },
  ];
}

function DetailFields({ form, set, isDisabled }: FieldsProps) {
  const { t } = useTranslation("workflows");
  return (
    <Card title={t("set.details")}>
      <TextField
        label={t("column.name")}
        value={form.name}
        onChange={(name) => set({ name })}
        maxLength={200}
        isRequired
        isDisabled={isDisabled}
      />
      <TextField
        label={t("set.description")}
        value={form.description}
        onChange={(description) => set({ description })}
        rows={3}
        maxLength={10_000}
        isDisabled={isDisabled}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("column.folder")}
          description={t("set.folder_hint")}
          value={form.folder}
          onChange={(folder) => set({ folder })}
          maxLength={200}
          isDisabled={isDisabled}
        />
        <TextField
          label={t("set.tags")}
          description={t("set.tags_hint")}
          value={form.tags}
          onChange={(tags) => set({ tags })}
          isDisabled={isDisabled}
        />
      </div>
    </Card>
  );
}
