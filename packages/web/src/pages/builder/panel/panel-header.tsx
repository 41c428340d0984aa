import { findStep } from "@stepwell/core";
import { Copy, EllipsisVertical, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { triggerId } from "../../../canvas/layout.ts";
import { StepTile } from "../../../canvas/step-tile.tsx";
import { announce } from "../../../ui/announcer.tsx";
import { IconButton } from "../../../ui/button.tsx";
import { InlineText } from "../../../ui/inline-text.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { focusNode } from "../model/focus-node.ts";
import { useNodeTexts } from "../model/node-texts.ts";
import { StepMenuItems } from "../model/step-menu-items.tsx";

interface Props {
  readonly id: string;
  readonly onClose: () => void;
}

export function PanelHeader({ id, onClose }: Props) {
  const { t } = useTranslation("panel");
  const step = useBuilder(({ definition }) => findStep(definition, id)?.step);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const { icon, family, title, typeTitle } = useNodeTexts(step);
  return (
    <header className="flex items-start gap-3 px-4 pt-3 pb-2">
      <StepTile icon={icon} family={family} />
      <div className="flex min-w-0 flex-1 flex-col">
        {step ? (
          <StepTitle id={id} title={title} />
        ) : (
          <h2 className="py-1 text-panel font-semibold">{title}</h2>
        )}
        <div className="flex min-w-0 items-center gap-1 text-small text-ink-3">
          {title !== typeTitle && <span className="truncate">{typeTitle}</span>}
          {step && (
            <>
              {title !== typeTitle && <span aria-hidden>·</span>}
              <StepId id={id} />
            </>
          )}
        </div>
      </div>
      {!isReadOnly && id !== triggerId && (
        <Menu
          label={t("menu", { title })}
          trigger={
            <IconButton label={t("menu", { title })}>
              <EllipsisVertical aria-hidden size={18} />
            </IconButton>
          }
        >
          <StepMenuItems id={id} />
        </Menu>
      )}
      <IconButton label={t("close")} onPress={onClose}>
        <X aria-hidden size={18} />
      </IconButton>
    </header>
  );
}

function StepTitle({ id, title }: { readonly id: string; readonly title: string }) {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const rename = (next: string): void => {
    const edit =
      next === ""
        ? { op: "updateStep" as const, stepId: id, set: {}, clear: ["title" as const] }
        : { op: "updateStep" as const, stepId: id, set: { title: next }, clear: [] };
    store.getState().edit([edit], { label: t("done.title", { title: next }) });
  };
  return (
    <h2 className="min-w-0">
      <InlineText
        label={t("title")}
        value={title}
        isReadOnly={isReadOnly}
        onKeep={rename}
        onEnter={() => focusNode(id)}
        maxLength={200}
        className="h-8 text-panel font-semibold"
      />
    </h2>
  );
}

const idRule = /^[a-z][a-z0-9_]{0,63}$/;

/** The id names the step's output; with it, all that reads it is renamed. */
function StepId({ id }: { readonly id: string }) {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const [round, setRound] = useState(0);
  const rename = (newId: string): void => {
    const edit = { op: "renameStep" as const, stepId: id, newId };
    const refused = idRule.test(newId)
      ? store.getState().edit([edit], { label: t("done.id", { id: newId }), select: newId })
      : t("id_rule");
    if (refused === undefined) return;
    setRound(round + 1);
    toast({ text: refused, look: "error" });
  };
  const copy = (): void => {
    navigator.clipboard.writeText(id).then(
      () => announce(t("copied")),
      () => toast({ text: t("no_clipboard"), look: "error" }),
    );
  };
  return (
    <>
      <InlineText
        key={round}
        label={t("id")}
        value={id}
        isReadOnly={isReadOnly}
        onKeep={rename}
        maxLength={64}
        isNarrow
        className="h-6 font-mono text-small"
      />
      <IconButton label={t("copy_id")} onPress={copy} className="size-6!">
        <Copy aria-hidden size={13} />
      </IconButton>
    </>
  );
}
