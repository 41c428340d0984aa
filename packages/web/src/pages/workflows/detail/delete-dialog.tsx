import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { useWrite } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toasts.tsx";
import type { Workflow } from "./workflow-page.tsx";

interface Props {
  readonly workflow: Workflow;
  readonly onClose: () => void;
}

/** Who deletes a workflow with all that it did types its name. */
export function DeleteDialog({ workflow: { id, name }, onClose }: Props) {
  const { t } = useTranslation("workflows");
  const at = usePath();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const remove = useWrite("deleteWorkflow", {
    onDone() {
      toast({ text: t("menu.deleted", { name }) });
      router.history.push(at("/workflows"));
    },
  });
  return (
    <Dialog
      isOpen
      width="small"
      role="alertdialog"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("menu.delete_title", { name })}
      footer={(close) => (
        <>
          <Button onPress={close}>{t("start.cancel")}</Button>
          <Button
            kind="danger"
            isDisabled={typed.trim() !== name.trim()}
            isPending={remove.isPending}
            onPress={() => remove.mutate({ params: { id } })}
          >
            {t("delete")}
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-4">
        <p className="text-body text-ink-2">{t("delete_text")}</p>
        <TextField
          label={t("menu.type_name", { name })}
          value={typed}
          onChange={setTyped}
          autoFocus
        />
      </div>
    </Dialog>
  );
}
