import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useAutosave } from "../model/autosave-context.ts";
import { useBuilderStore } from "../model/builder-store.ts";

/** Saves before one goes to another page, and asks where that is not possible. */
export function LeaveGuard() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const autosave = useAutosave();
  const { status, proceed, reset } = useBlocker({
    async shouldBlockFn({ current, next }) {
      if (current.pathname === next.pathname) return false;
      const { isReadOnly, save, written } = store.getState();
      if (isReadOnly) return false;
      const result = save.kind === "saved" ? "saved" : await autosave.flush();
      return result !== "saved" || written !== undefined;
    },
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
