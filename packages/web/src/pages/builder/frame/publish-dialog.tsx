import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyDialog } from "../../../app/lazy-part.tsx";
import { useRead, useWrite } from "../../../api/queries.ts";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { type BuilderState, useBuilder } from "../model/builder-store.ts";
import { useDraft } from "../model/draft-context.ts";
import { ChangeList } from "../versions/change-list.tsx";

/** Seldom needed, and with texts of its own. */
const LimitDialog = lazyDialog(
  async () => (await import("../../workflows/detail/limit-dialog.tsx")).LimitDialog,
);

interface DialogProps {
  readonly shown: BuilderState;
  /** Asks about another draft in its place. */
  readonly onShow: (shown: BuilderState) => void;
  readonly onClose: () => void;
}

/** What publishing would change; that becomes live and nothing else. */
export function PublishDialog({ shown, onShow, onClose }: DialogProps) {
  const { t } = useTranslation("builder");
  const errors = useBuilder(errorsIn);
  const [note, setNote] = useState("");
  const [activates, setActivates] = useState(true);
  const publish = usePublish({ shown, onShow, onClose });
  const isOther = codeOf(publish.error) === "revision_conflict";
  const start = (activate: boolean): void =>
    publish.mutate({
      params: { id: shown.workflowId },
      body: { activate, revision: shown.revision, ...(note !== "" && { note }) },
    });
  if (errors > 0) return <BlockedDialog errors={errors} onClose={onClose} />;
  if (codeOf(publish.error) === "limit_reached")
    return (
      <FullDialog onPublish={start} onClose={onClose}>
        {messageOf(publish.error)}
      </FullDialog>
    );
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("publish.title")}
      footer={(close) => (
        <>
          <Button onPress={close}>{t("publish.not_now")}</Button>
          <Button kind="primary" isPending={publish.isPending} onPress={() => start(activates)}>
            {activates ? t("publish.and_activate") : t("publish.action")}
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-4">
        {isOther && <Notice look="warning">{t("publish.updated")}</Notice>}
        {publish.isError && !isOther && <Notice look="error">{messageOf(publish.error)}</Notice>}
        <Changes shown={shown} />
        <TextField
          label={t("publish.note")}
          value={note}
          onChange={setNote}
          maxLength={500}
          description={t("publish.note_hint")}
        />
        <Switch
          isSelected={activates}
          onChange={setActivates}
          description={t("publish.activate_hint")}
        >
          {t("publish.activate")}
        </Switch>
      </div>
    </Dialog>
  );
}

/** Makes live what was shown, and nothing that somebody else has saved since. */
function usePublish({ shown, onShow, onClose }: DialogProps) {
  const { t } = useTranslation("builder");
  const draft = useDraft();
  const publish = useWrite("publishWorkflow", {
    isErrorShown: true,
    onDone({ version }) {
      toast({ text: t("publish.done", { version }) });
      onClose();
    },
    onRefused(error) {
      if (codeOf(error) === "revision_conflict") void meet();
    },
  });
  async function meet(): Promise<void> {
    const result = await draft.meetTheirs();
    const now = draft.store.getState();
    if (result === "saved" && now.revision > shown.revision) return onShow(now);
    toast({ text: t("publish.changed"), look: "error" });
    onClose();
  }
  return publish;
}

interface FullProps {
  readonly onPublish: (activates: boolean) => void;
  readonly onClose: () => void;
  readonly children: string;
}

/** One more cannot be active: another makes room, or this one is only published. */
function FullDialog({ onPublish, onClose, children }: FullProps) {
  const { t } = useTranslation("builder");
  return (
    <Suspense fallback={null}>
      <LimitDialog
        onRetry={() => onPublish(true)}
        onClose={onClose}
        other={<Button onPress={() => onPublish(false)}>{t("publish.without_activating")}</Button>}
      >
        {children}
      </LimitDialog>
    </Suspense>
  );
}

function errorsIn({ findings }: BuilderState): number {
  return findings.filter(({ severity }) => severity === "error").length;
}

function BlockedDialog({
  errors,
  onClose,
}: {
  readonly errors: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("builder");
  const show = (close: () => void): void => {
    close();
    document.querySelector<HTMLElement>("[data-problems][aria-expanded=false]")?.click();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("publish.title")}
      footer={(close) => (
        <Button kind="primary" onPress={() => show(close)}>
          {t("publish.show_problems")}
        </Button>
      )}
    >
      <Notice look="error" title={t("publish.blocked", { count: errors })} />
    </Dialog>
  );
}

function Changes({ shown }: { readonly shown: BuilderState }) {
  const { t } = useTranslation("builder");
  const { workflowId, revision, definition } = shown;
  const params = { id: workflowId };
  const read = useRead("getWorkflow", { params }, { isFresh: true });
  const workflow = read.isFetchedAfterMount ? read.data : undefined;
  const from = workflow?.activeVersion ?? null;
  const { data, error } = useRead(
    "diffVersions",
    { params, query: { from: from ?? "draft", to: "draft" } },
    { isEnabled: from !== null, asOf: revision },
  );
  if (workflow && from === null)
    return <p className="text-body text-ink-2">{t("publish.first")}</p>;
  const failure = error ?? read.error;
  if (failure) return <Notice look="error">{messageOf(failure)}</Notice>;
  if (!data || from === null) return <Skeleton rows={3} />;
  return <ChangeList changes={data.changes} after={definition} since={from} />;
}
