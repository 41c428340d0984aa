import { Ban, RotateCcw, FastForward, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../api/me.ts";
import { useWrite } from "../../../api/queries.ts";
import type { Answer } from "../../../api/call.ts";
import { Button } from "../../../ui/button.tsx";
import { ConfirmDialog } from "../../../ui/dialog.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { toast } from "../../../ui/toasts.tsx";

const actions = [
  { id: "rerun", icon: RotateCcw, permission: "runs.control" },
  { id: "resume", icon: FastForward, permission: "runs.control" },
  { id: "cancel", icon: Ban, permission: "runs.control" },
  { id: "delete", icon: Trash2, permission: "runs.delete" },
] as const;
type Action = (typeof actions)[number]["id"];

interface Props {
  readonly ids: readonly string[];
  readonly onClear: () => void;
}

/** What can be done with the chosen runs, each after a question. */
export function BulkBar({ ids, onClear }: Props) {
  const { t } = useTranslation("runs");
  const may = useMay();
  const [asked, setAsked] = useState<Action>();
  const tell = useTellOutcome();
  const { mutate, isPending } = useWrite("bulkRuns", {
    onDone(answer) {
      tell(answer);
      onClear();
    },
  });
  return (
    <section
      aria-label={t("bulk.label")}
      className="flex flex-wrap items-center gap-2 border-t border-line bg-accent-bg px-4 py-2 text-accent-ink"
    >
      <span className="flex-1 text-node font-medium">
        {t("bulk.chosen", { count: ids.length })}
      </span>
      {actions
        .filter(({ permission }) => may(permission))
        .map(({ id, icon: Icon }) => (
          <Button
            key={id}
            size="small"
            kind={id === "delete" ? "danger" : "secondary"}
            isDisabled={isPending}
            onPress={() => setAsked(id)}
          >
            <Icon aria-hidden size={15} />
            {t(`bulk.do.${id}`)}
          </Button>
        ))}
      <Button size="small" kind="quiet" onPress={onClear}>
        {t("bulk.clear")}
      </Button>
      {asked && (
        <Question
          action={asked}
          count={ids.length}
          onClose={() => setAsked(undefined)}
          onConfirm={(wish) => mutate({ body: { action: asked, ids: [...ids], ...wish } })}
        />
      )}
    </section>
  );
}

interface Wish {
  readonly version?: "active";
}

interface QuestionProps {
  readonly action: Action;
  readonly count: number;
  readonly onClose: () => void;
  readonly onConfirm: (wish: Wish) => void;
}

function Question({ action, count, onClose, onConfirm }: QuestionProps) {
  const { t } = useTranslation("runs");
  const [onActive, setOnActive] = useState(true);
  const hasChoice = action === "resume";
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t(`bulk.ask.${action}`, { count })}
      action={t(`bulk.do.${action}`)}
      isDanger={action === "delete"}
      onConfirm={() => onConfirm(hasChoice && onActive ? { version: "active" } : {})}
    >
      <div className="flex flex-col gap-4">
        <p>{t(`bulk.consequence.${action}`)}</p>
        {hasChoice && (
          <Switch
            isSelected={onActive}
            onChange={setOnActive}
            description={t("bulk.on_active_hint")}
          >
            {t("bulk.on_active")}
          </Switch>
        )}
      </div>
    </ConfirmDialog>
  );
}

function useTellOutcome(): (answer: Answer<"bulkRuns">) => void {
  const { t } = useTranslation("runs");
  return ({ done, skippedCount, skipped, stopped }) => {
    const lines = [t("bulk.done", { count: done })];
    if (skippedCount > 0)
      lines.push(t("bulk.skipped", { count: skippedCount }), skipped[0]?.message ?? "");
    if (stopped) lines.push(stopped.message);
    toast({ text: lines.join("\n"), ...((skippedCount > 0 || stopped) && { look: "error" }) });
  };
}
