import { Pin } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/queries.ts";
import { announce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { DataView } from "../../../ui/data-view.tsx";
import { Details } from "../../../ui/details.tsx";
import { Time } from "../../../ui/time.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { useSamples } from "./samples-context.tsx";

interface Props {
  /** A step's id, or `$trigger`. */
  readonly place: string;
  /** Where the focus goes when there is no sample any more. */
  readonly onForgotten?: () => void;
}

/** The sample that is kept here, if one is. */
export function KeptSample({ place, onForgotten }: Props) {
  const { t } = useTranslation("samples");
  const workflowId = useBuilder((state) => state.workflowId);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const sample = useSamples().kept.get(place);
  const forget = useWrite("forgetSample", {
    onDone() {
      announce(t("forgotten"));
      onForgotten?.();
    },
  });
  if (!sample) return null;
  return (
    <section
      aria-label={t("kept")}
      className="flex flex-col gap-2 rounded-card border border-line p-3"
    >
      <div className="flex items-center gap-2">
        <Pin aria-hidden size={15} className="shrink-0 text-accent-ink" />
        <h3 className="text-node font-semibold">{t("kept")}</h3>
        <Time at={sample.keptAt} className="min-w-0 flex-1 truncate text-small text-ink-3" />
        {!isReadOnly && (
          <Button
            size="small"
            isPending={forget.isPending}
            onPress={() => forget.mutate({ params: { id: workflowId, place } })}
          >
            {t("forget")}
          </Button>
        )}
      </div>
      <Details summary={t("show")}>
        <DataView label={t("kept")} value={sample.value} />
      </Details>
      <p className="text-small text-ink-3">{t("kept_hint")}</p>
    </section>
  );
}
