import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import type { Workflow } from "./workflow-page.tsx";

interface Props {
  readonly workflow: Workflow;
  readonly onClose: () => void;
}

export function RenameDialog({ workflow, onClose }: Props) {
  const { t } = useTranslation("workflows");
  const [name, setName] = useState(workflow.name);
  const update = useWrite("updateWorkflow", { isErrorShown: true, onDone: onClose });
  const save = (submitted: FormEvent): void => {
    submitted.preventDefault();
    update.mutate({ params: { id: workflow.id }, body: { name } });
  };
  return (
    <Dialog
      isOpen
      width="small"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("menu.rename")}
    >
      <Form className="flex flex-col gap-4" onSubmit={save}>
        {update.isError && <Notice look="error">{messageOf(update.error)}</Notice>}
        <TextField
          label={t("column.name")}
          value={name}
          onChange={setName}
          maxLength={200}
          isRequired
          autoFocus
        />
        <Button kind="primary" type="submit" isPending={update.isPending} className="self-end">
          {t("set.save")}
        </Button>
      </Form>
    </Dialog>
  );
}
