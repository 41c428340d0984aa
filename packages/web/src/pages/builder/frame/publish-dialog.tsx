import { type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/queries.ts";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import { afterClosing } from "../../../ui/after-closing.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { isPhone } from "../../../ui/use-is-phone.ts";
import { type BuilderState, useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { useDraft } from "../model/draft-context.ts";
import { LimitDialog } from "./limit-dialog.ts";
import { PublishChanges } from "./publish-changes.tsx";
import { SameDialog } from "./same-dialog.tsx";
import { useBase } from "./use-base.ts";

interface DialogProps {
  readonly shown: BuilderState;
  /** Asks about another draft in its place. */
  readonly onShow: (shown: BuilderState) => void;
  readonly onClose: () => void;
}

/** What publishing would change; that becomes live and nothing else. */
export function PublishDialog({ shown, onShow, onClose }: DialogProps) {
  const errors = useBuilder(errorsIn);
  const [wish, setWish] = useState<Wish>({ note: "", activates: true });
  const base = useBase(shown);
  const publish = usePublish({ shown, onShow, onClose });
  const { workflowId, revision } = shown;
  const start = (activate: boolean): void =>
    publish.mutate({
      params: { id: workflowId },
      body: { activate, revision, ...(wish.note !== "" && { note: wish.note }) },
    });
  if (errors > 0) return <BlockedDialog errors={errors} onClose={onClose} />;
  if (codeOf(publish.error) === "limit_reached")
    return (
      <FullDialog onPublish={start} onClose={onClose}>
        {messageOf(publish.error)}
      </FullDialog>
    );
  // What was just published is the same as that version, until the dialog is gone.
  const isPublishing = publish.isPending || publish.isSuccess;
  if (base.kind === "same" && !isPublishing)
    return (
      <SameDialog
        workflowId={workflowId}
        version={base.version}
        isActive={base.isActive}
        onClose={onClose}
      />
    );
  return (
    <WishDialog
      wish={wish}
      onChange={setWish}
      isPending={isPublishing || base.kind === "unknown"}
      onPublish={() => start(wish.activates)}
      onClose={onClose}
    >
      <Refusal error={publish.error} />
      {base.kind !== "same" && <PublishChanges shown={shown} base={base} />}
    </WishDialog>
  );
}

interface Wish {
  readonly note: string;
  readonly activates: boolean;
}

interface WishProps {
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
  readonly isPending: boolean;
  readonly onPublish: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function WishDialog({ wish, onChange, isPending, onPublish, onClose, children }: WishProps) {
  const { t } = useTranslation("builder");
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("publish.title")}
      footer={(close) => (
        <>
          <Button onPress={close}>{t("publish.not_now")}</Button>
          <Button kind="primary" isPending={isPending} onPress={onPublish}>
            {wish.activates ? t("publish.and_activate") : t("publish.action")}
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-4">
        {children}
        <TextField
          label={t("publish.note")}
          value={wish.note}
          onChange={(note) => onChange({ ...wish, note })}
          maxLength={500}
          description={t("publish.note_hint")}
        />
        <Switch
          isSelected={wish.activates}
          onChange={(activates) => onChange({ ...wish, activates })}
          description={t("publish.activate_hint")}
        >
          {t("publish.activate")}
        </Switch>
      </div>
    </Dialog>
  );
}

function Refusal({ error }: { readonly error: unknown }) {
  const { t } = useTranslation("builder");
  if (error === null) return null;
  if (codeOf(error) === "revision_conflict")
    return <Notice look="warning">{t("publish.updated")}</Notice>;
  return <Notice look="error">{messageOf(error)}</Notice>;
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
  const store = useBuilderStore();
  const show = (close: () => void): void => {
    const { showProblems, closePanel } = store.getState();
    close();
    // There it would be below the panel.
    if (isPhone()) closePanel();
    showProblems(true);
    afterClosing(() => document.querySelector<HTMLElement>("[data-problems]")?.focus());
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
