import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/queries.ts";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { LimitDialog } from "./limit-dialog.ts";

interface Props {
  readonly workflowId: string;
  /** The version that the draft is no different from. */
  readonly version: number;
  readonly isActive: boolean;
  readonly onClose: () => void;
}

/** In place of publishing: there is nothing new, so at most that version becomes active. */
export function SameDialog({ workflowId, version, isActive, onClose }: Props) {
  const { t } = useTranslation("builder");
  const activate = useWrite("activateWorkflow", {
    isErrorShown: true,
    onDone() {
      toast({ text: t("publish.activated", { version }) });
      onClose();
    },
  });
  const start = (): void => activate.mutate({ params: { id: workflowId }, body: { version } });
  if (codeOf(activate.error) === "limit_reached")
    return (
      <Suspense fallback={null}>
        <LimitDialog onRetry={start} onClose={onClose}>
          {messageOf(activate.error)}
        </LimitDialog>
      </Suspense>
    );
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("publish.title")}
      footer={(close) =>
        isActive ? (
          <Button kind="primary" onPress={close}>
            {t("publish.close")}
          </Button>
        ) : (
          <>
            <Button onPress={close}>{t("publish.not_now")}</Button>
            <Button kind="primary" isPending={activate.isPending} onPress={start}>
              {t("publish.activate_version", { version })}
            </Button>
          </>
        )
      }
    >
      {activate.isError && <Notice look="error">{messageOf(activate.error)}</Notice>}
      <p className="text-body text-ink-2">
        {isActive ? t("publish.same", { version }) : t("publish.same_inactive", { version })}
      </p>
    </Dialog>
  );
}
