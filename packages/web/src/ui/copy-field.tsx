import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Group } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { announce } from "./announcer.tsx";
import { Button } from "./button.tsx";

interface Props {
  /** What it is: an address, a key. */
  readonly label: string;
  readonly value: string;
}

/** A text to take away, and the button that does. */
export function CopyField({ label, value }: Props) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    announce(t("copied"));
  };
  return (
    <Group aria-label={label} className="flex min-w-0 items-center gap-2">
      <code
        dir="ltr"
        className="min-w-0 flex-1 rounded-control border border-line bg-sunken px-3 py-2 break-all"
      >
        {value}
      </code>
      <Button size="small" onPress={() => void copy().catch(() => setCopied(false))}>
        {isCopied ? <Check aria-hidden size={15} /> : <Copy aria-hidden size={15} />}
        {isCopied ? t("copied") : t("copy")}
      </Button>
    </Group>
  );
}
