import { Pin } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSamples } from "./samples-context.tsx";

/** A pin where a sample is kept. */
export function SampleSign({ place }: { readonly place: string }) {
  // Of hundreds of steps, few have one.
  return useSamples().kept.has(place) && <PinSign />;
}

function PinSign() {
  const { t } = useTranslation("samples");
  return (
    <span title={t("kept")} className="shrink-0 text-accent-ink">
      <Pin aria-hidden size={15} />
      <span className="sr-only">{t("kept")}</span>
    </span>
  );
}
