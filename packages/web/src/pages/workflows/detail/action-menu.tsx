import { useRouter } from "@tanstack/react-router";
import {
  Archive,
  ArchiveRestore,
  Copy,
  Download,
  Ellipsis,
  PencilLine,
  Send,
  Trash2,
} from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyDialog } from "../../../app/lazy-part.tsx";
import { usePath } from "../../../api/environment.ts";
import { useMay } from "../../../api/me.ts";
import { useWrite } from "../../../api/queries.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../../ui/menu.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { saveDefinitions } from "../definition-files.ts";
import type { DefinitionInput } from "../use-create.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { definitionOf } from "./definition-of.ts";
import { RenameDialog } from "./rename-dialog.tsx";
import type { Workflow } from "./workflow-page.tsx";

interface Props {
  readonly workflow: Workflow;
}

/** It compares definitions, which takes the core. */
const PromoteDialog = lazyDialog(async () => (await import("./promote-dialog.tsx")).PromoteDialog);

const icon = 16;

/** Everything else that one does with a workflow. */
export function ActionMenu({ workflow }: Props) {
  const { t } = useTranslation("workflows");
  const may = useMay();
  const [opened, open] = useState<"rename" | "promote" | "delete">();
  const close = (): void => open(undefined);
  return (
    <>
      <Menu
        label={t("menu.label")}
        trigger={
          <IconButton label={t("menu.label")} className="size-9">
            <Ellipsis aria-hidden size={18} />
          </IconButton>
        }
      >
        {may("workflows.write") && (
          <EditItems workflow={workflow} onRename={() => open("rename")} />
        )}
        <MenuItem
          icon={<Download aria-hidden size={icon} />}
          onAction={() => saveDefinitions([workflow.draft.definition])}
        >
          {t("menu.export")}
        </MenuItem>
        <MenuItem icon={<Send aria-hidden size={icon} />} onAction={() => open("promote")}>
          {t("menu.promote")}
        </MenuItem>
        {may("workflows.write") && <ArchiveItem workflow={workflow} />}
        {may("workflows.delete") && (
          <>
            <MenuSeparator />
            <MenuItem
              isDanger
              icon={<Trash2 aria-hidden size={icon} />}
              onAction={() => open("delete")}
            >
              {t("menu.delete")}
            </MenuItem>
          </>
        )}
      </Menu>
      {opened === "rename" && <RenameDialog workflow={workflow} onClose={close} />}
      {opened === "promote" && (
        <Suspense>
          <PromoteDialog workflow={workflow} onClose={close} />
        </Suspense>
      )}
      {opened === "delete" && <DeleteDialog workflow={workflow} onClose={close} />}
    </>
  );
}

function EditItems({ workflow, onRename }: Props & { readonly onRename: () => void }) {
  const { t } = useTranslation("workflows");
  const duplicate = useDuplicate(workflow);
  return (
    <>
      <MenuItem icon={<PencilLine aria-hidden size={icon} />} onAction={onRename}>
        {t("menu.rename")}
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden size={icon} />} onAction={duplicate}>
        {t("menu.duplicate")}
      </MenuItem>
    </>
  );
}

function ArchiveItem({ workflow: { id, archived } }: Props) {
  const { t } = useTranslation("workflows");
  const update = useWrite("updateWorkflow");
  const Icon = archived ? ArchiveRestore : Archive;
  return (
    <MenuItem
      icon={<Icon aria-hidden size={icon} />}
      onAction={() => update.mutate({ params: { id }, body: { archived: !archived } })}
    >
      {archived ? t("menu.unarchive") : t("menu.archive")}
    </MenuItem>
  );
}

function useDuplicate(workflow: Workflow): () => void {
  const { t } = useTranslation("workflows");
  const at = usePath();
  const router = useRouter();
  const create = useWrite("createWorkflow", {
    onDone({ id, name }) {
      toast({ text: t("menu.duplicated", { name }) });
      router.history.push(at(`/workflows/${id}`));
    },
  });
  const name = t("menu.copy_name", { name: workflow.name }).slice(0, 200);
  const definition = { ...definitionOf(workflow.draft), name };
  return () => create.mutate({ body: { definition: definition as unknown as DefinitionInput } });
}
