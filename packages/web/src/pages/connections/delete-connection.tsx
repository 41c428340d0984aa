import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../api/queries.ts";
import { codeOf, messageOf } from "../../api/refusal.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Connection } from "./connections-page.tsx";
import { Users } from "./users.tsx";

/** Asks, and says first which workflows use it; the server refuses where one has come since. */
export function DeleteConnection({ connection }: { readonly connection: Connection }) {
  const { name } = connection;
  const { t } = useTranslation("connections");
  const [isAsking, ask] = useState(false);
  return (
    <>
      <IconButton label={t("delete_name", { name })} onPress={() => ask(true)}>
        <Trash2 aria-hidden size={16} />
      </IconButton>
      {isAsking && <DeleteDialog connection={connection} onClose={() => ask(false)} />}
    </>
  );
}

interface DialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

function DeleteDialog({ connection: { name, usedBy = [] }, onClose }: DialogProps) {
  const { t } = useTranslation("connections");
  const { t: common } = useTranslation();
  const remove = useWrite("deleteConnection", { isErrorShown: true, onDone: onClose });
  const isUsed = usedBy.length > 0 || codeOf(remove.error) === "connection_in_use";
  return (
    <Dialog
      isOpen
      role="alertdialog"
      width="small"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("delete_name", { name })}
      footer={(close) => (
        <>
          <Button onPress={close}>{common("cancel")}</Button>
          <Button
            kind="danger"
            isPending={remove.isPending}
            onPress={() => remove.mutate({ params: { name }, query: { force: isUsed } } as never)}
          >
            {isUsed ? t("delete_anyway") : common("delete")}
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-3 text-body text-ink-2">
        {remove.isError && (
          <Notice look={isUsed ? "warning" : "error"}>{messageOf(remove.error)}</Notice>
        )}
        {usedBy.length > 0 && (
          <Notice look="warning" title={t("used_by")}>
            <Users of={usedBy} />
          </Notice>
        )}
        {t("delete_text")}
      </div>
    </Dialog>
  );
}
