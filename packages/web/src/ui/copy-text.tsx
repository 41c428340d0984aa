import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { announce } from "./announcer.tsx";
import { IconButton } from "./button.tsx";
import { classes } from "./classes.ts";
import { toast } from "./toasts.tsx";

interface Props {
  /** What it is. */
  readonly label: string;
  readonly text: string;
  /** Over several lines, as it is; one line is cut where it is too long. */
  readonly isBlock?: boolean;
}

/** A text to be taken elsewhere: an address, a command. */
export function CopyText({ label, text, isBlock = false }: Props) {
  const { t } = useTranslation("panel");
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => announce(t("copied")),
      () => toast({ text: t("no_clipboard"), look: "error" }),
    );
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <span className="text-node font-medium">{label}</span>
      <div className="flex items-start gap-1 rounded-control bg-sunken ps-3 pe-1 py-0.5">
        <code
          dir="ltr"
          className={classes(
            "min-w-0 flex-1 py-2 select-all",
            isBlock ? "break-all whitespace-pre-wrap" : "truncate",
          )}
          title={text}
        >
          {text}
        </code>
        <IconButton label={t("copy", { label })} onPress={copy}>
          <Copy aria-hidden size={15} />
        </IconButton>
      </div>
    </div>
  );
}
