import { Ban, Ellipsis, FastForward, PencilRuler, RotateCcw, Trash2 } from "lucide-react";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { useMay } from "../../../api/me.ts";
import { useWrite } from "../../../api/queries.ts";
import { announce } from "../../../ui/announcer.tsx";
import { Button, IconButton } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/dialog.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { RerunDialog } from "./rerun-dialog.tsx";
import { ResumeDialog } from "./resume-dialog.tsx";
import { useRunLook } from "./run-context.ts";
import { isOpen } from "./use-step-runs.ts";

interface Props {
  readonly isAskingAgain: boolean;
  readonly onAskAgain: (isAsking: boolean) => void;
}

type Asked = "resume" | "cancel" | "delete";

/** What the person may do with the run; each has its question. */
export function RunActions({ isAskingAgain, onAskAgain }: Props) {
  const { t } = useTranslation("runs");
  const may = useMay();
  const { run } = useRunLook();
  const [asked, setAsked] = useState<Asked>();
  const mayControl = may("runs.control");
  const isResumable = run.status === "failed" || run.status === "canceled";
  return (
    <span className="flex flex-wrap items-center gap-2">
      {mayControl && isOpen(run) && (
        <Button size="small" kind="danger" onPress={() => setAsked("cancel")}>
          <Ban aria-hidden size={15} />
          {t("do.cancel")}
        </Button>
      )}
      {mayControl && isResumable && (
        <Button size="small" onPress={() => setAsked("resume")}>
          <FastForward aria-hidden size={15} className="max-sm:hidden" />
          {t("resume.action")}
        </Button>
      )}
      {mayControl && !isOpen(run) && (
        <Button size="small" kind="primary" onPress={() => onAskAgain(true)}>
          <RotateCcw aria-hidden size={15} className="max-sm:hidden" />
          {t("again.action")}
        </Button>
      )}
      <MoreMenu onDelete={() => setAsked("delete")} />
      {isAskingAgain && mayControl && !isOpen(run) && (
        <RerunDialog onClose={() => onAskAgain(false)} />
      )}
      {asked && <AskedDialog asked={asked} onClose={() => setAsked(undefined)} />}
    </span>
  );
}

interface AskedProps {
  readonly asked: Asked;
  readonly onClose: () => void;
}

function AskedDialog({ asked, onClose }: AskedProps) {
  if (asked === "resume") return <ResumeDialog onClose={onClose} />;
  return <EndDialog kind={asked} onClose={onClose} />;
}

function MoreMenu({ onDelete }: { readonly onDelete: () => void }) {
  const { t } = useTranslation("runs");
  const may = useMay();
  const at = usePath();
  const { run } = useRunLook();
  return (
    <Menu
      label={t("more")}
      trigger={
        <IconButton label={t("more")}>
          <Ellipsis aria-hidden size={18} />
        </IconButton>
      }
    >
      <MenuItem
        icon={<PencilRuler aria-hidden size={16} />}
        href={at(`/workflows/${run.workflowId}/edit?run=${run.id}`)}
      >
        {t("use_in_editor")}
      </MenuItem>
      {may("runs.delete") && !isOpen(run) && (
        <MenuItem isDanger icon={<Trash2 aria-hidden size={16} />} onAction={onDelete}>
          {t("do.delete")}
        </MenuItem>
      )}
    </Menu>
  );
}

interface EndProps {
  readonly kind: "cancel" | "delete";
  readonly onClose: () => void;
}

function EndDialog({ kind, onClose }: EndProps) {
  const { t } = useTranslation("runs");
  const { run } = useRunLook();
  const router = useRouter();
  const at = usePath();
  const cancel = useWrite("cancelRun", { onDone: () => announce(t("canceled")) });
  const remove = useWrite("deleteRun", { onDone: () => router.history.push(at("/runs")) });
  const input = { params: { id: run.id } };
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t(`ask.${kind}`)}
      action={t(`do.${kind}`)}
      isDanger
      onConfirm={() => (kind === "cancel" ? cancel : remove).mutate(input)}
    >
      {t(`consequence.${kind}`)}
    </ConfirmDialog>
  );
}
