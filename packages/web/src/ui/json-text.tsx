import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./button.tsx";
import { toast } from "./toasts.tsx";

interface Props {
  readonly label: string;
  readonly value: unknown;
}

const shownMax = 20_000;

/** A value as JSON, with its copy at hand. */
export function JsonText({ label, value }: Props) {
  const { t } = useTranslation();
  const text = JSON.stringify(value, null, 2) ?? "";
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    toast({ text: t("copied") });
  };
  return (
    <section aria-label={label} className="flex flex-col gap-1">
      <header className="flex items-center justify-between">
        <h3 className="text-node font-semibold">{label}</h3>
        <IconButton label={t("copy")} onPress={() => void copy()}>
          <Copy aria-hidden size={15} />
        </IconButton>
      </header>
      {/* Whoever scrolls by keys needs a place to be. */}
      <pre tabIndex={0} className="max-h-64 overflow-auto rounded-control bg-sunken p-3">
        {text.length > shownMax ? `${text.slice(0, shownMax)}…` : text}
      </pre>
    </section>
  );
}
