import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useDraft } from "../model/draft-context.ts";

/** Saves before one goes to another page, and asks where that is not possible. */
export function LeaveGuard() {
  const { t } = useTranslation("builder");
  const draft = useDraft();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname && !(await draft.mayLeave()),
    enableBeforeUnload: false,
    withResolver: true,
  });
  if (status !== "blocked") return null;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && reset()}
      title={t("leave.title")}
      role="alertdialog"
      width="small"
      footer={(close) => (
        <>
          <Button onPress={close}>{t("leave.stay")}</Button>
          <Button kind="danger" onPress={proceed}>
            {t("leave.action")}
          </Button>
        </>
      )}
    >
      <p className="text-body text-ink-2">{t("leave.text")}</p>
    </Dialog>
  );
}
