import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { copyText } from "./clipboard.ts";

interface Props {
  /** What it is called; “Copy” where nothing is said. */
  readonly label?: string;
  /** Made when it is asked for: it may be large. */
  readonly textOf: () => string;
}

const thanksMs = 2000;

export function CopyButton({ label, textOf }: Props) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), thanksMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      kind="quiet"
      size="small"
      onPress={() => void copyText(textOf()).then((isDone) => setCopied(isDone))}
    >
      {isCopied ? <Check aria-hidden size={15} /> : <Copy aria-hidden size={15} />}
      {isCopied ? t("copied") : (label ?? t("copy"))}
    </Button>
  );
}
