import { findStep } from "@stepwell/core";
import { ArrowRight, Braces, Copy, ShieldQuestion } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PressedPill } from "../../../../editor/pill.ts";
import { announce } from "../../../../ui/announcer.tsx";
import { MenuAt, MenuItem } from "../../../../ui/menu.tsx";
import { toast } from "../../../../ui/toasts.tsx";
import { useBuilder, useBuilderStore } from "../../model/builder-store.ts";
import { readPath, readPlain } from "./variable-row.ts";

interface Props {
  readonly pill: PressedPill;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
  readonly onChange: () => void;
  readonly onDefault: () => void;
}

/** What can be done with a variable in a text. */
export function PillMenu({ pill, isReadOnly, onClose, onChange, onDefault }: Props) {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  const { path, parts } = readPath(pill.text);
  const [root = "", id = ""] = parts;
  const isOfStep = root === "steps" || root === "scopes";
  const hasStep = useBuilder(
    ({ definition }) => isOfStep && findStep(definition, id) !== undefined,
  );
  const copy = (): void => {
    navigator.clipboard.writeText(path).then(
      () => announce(t("copied")),
      () => toast({ text: t("no_clipboard"), look: "error" }),
    );
  };
  return (
    <MenuAt label={t("pill_menu.label", { path })} anchor={pill.element} onClose={onClose}>
      {!isReadOnly && (
        <MenuItem icon={<Braces aria-hidden size={16} />} onAction={onChange}>
          {t("pill_menu.change")}
        </MenuItem>
      )}
      {!isReadOnly && readPlain(pill.text) && (
        <MenuItem icon={<ShieldQuestion aria-hidden size={16} />} onAction={onDefault}>
          {t("pill_menu.default")}
        </MenuItem>
      )}
      <MenuItem icon={<Copy aria-hidden size={16} />} onAction={copy}>
        {t("pill_menu.copy")}
      </MenuItem>
      {hasStep && (
        <MenuItem
          icon={<ArrowRight aria-hidden size={16} className="rtl:rotate-180" />}
          onAction={() => store.getState().select(id, true)}
        >
          {t("pill_menu.go")}
        </MenuItem>
      )}
    </MenuAt>
  );
}
