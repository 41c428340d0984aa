import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/button.tsx";
import { Dialog } from "../../../../ui/dialog.tsx";
import { TextField } from "../../../../ui/text-field.tsx";
import { literalText, parseLiteral } from "../model/literal.ts";
import { readPlain } from "./variable-row.ts";

interface Props {
  /** The variable as it is written, without its braces. */
  readonly text: string;
  readonly onClose: () => void;
  readonly onKeep: (template: string) => void;
}

/** What stands in place of a variable that has no value. */
export function DefaultDialog({ text, onClose, onKeep }: Props) {
  const { t } = useTranslation("panel");
  const { path, fallback } = readPlain(text) ?? { path: text, fallback: undefined };
  const shown = literalText(fallback);
  const [value, setValue] = useState(shown);
  const keep = (): void => {
    // The text "5" stays a text where nobody has touched it.
    const isSame = fallback !== undefined && value === shown;
    const kept = isSame ? fallback : parseLiteral(value, false);
    onKeep(`{{ ${path} ?? ${JSON.stringify(kept)} }}`);
  };
  return (
    <Dialog
      isOpen
      width="small"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("pill_menu.default")}
      footer={() => (
        <>
          <Button onPress={() => onKeep(`{{ ${path} }}`)}>{t("default.none")}</Button>
          <Button kind="primary" onPress={keep}>
            {t("default.keep")}
          </Button>
        </>
      )}
    >
      <form
        onSubmit={(sent) => {
          sent.preventDefault();
          keep();
        }}
      >
        <TextField
          autoFocus
          label={t("default.value")}
          description={t("default.hint", { path })}
          value={value}
          onChange={setValue}
        />
      </form>
    </Dialog>
  );
}
