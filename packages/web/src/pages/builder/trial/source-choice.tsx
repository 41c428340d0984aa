import { useTranslation } from "react-i18next";
import { useRead } from "../../../api/queries.ts";
import { triggerId } from "../../../canvas/layout.ts";
import { RadioGroup } from "../../../ui/radio-group.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextField } from "../../../ui/text-field.tsx";

import { useSamples } from "../samples/samples-context.tsx";

export type TrialSource =
  | { readonly kind: "sample" }
  /** The trigger's sample that is kept for the draft. */
  | { readonly kind: "kept" }
  /** The event of the run that is in use. */
  | { readonly kind: "run" }
  | { readonly kind: "event"; readonly id: string }
  | { readonly kind: "data"; readonly text: string };

interface Props {
  readonly workflowId: string;
  readonly source: TrialSource;
  readonly onChange: (source: TrialSource) => void;
}

const eventsShown = 20;

/** What the test starts with. */
export function SourceChoice({ workflowId, source, onChange }: Props) {
  const { t, i18n } = useTranslation("trial");
  const { data } = useRead("listEvents", { query: { workflow: workflowId, limit: eventsShown } });
  const events = data?.items ?? [];
  const timeOf = (at: string): string =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: "short", timeStyle: "medium" }).format(
      new Date(at),
    );
  const { kept, run } = useSamples();
  const starts: Readonly<Record<TrialSource["kind"], TrialSource>> = {
    run: { kind: "run" },
    kept: { kind: "kept" },
    sample: { kind: "sample" },
    event: { kind: "event", id: events[0]?.id ?? "" },
    data: { kind: "data", text: "{\n  \n}" },
  };
  return (
    <div className="flex flex-col gap-3">
      <RadioGroup
        label={t("source.label")}
        value={source.kind}
        onChange={(kind) => onChange(starts[kind])}
        options={[
          ...(run ? [{ id: "run" as const, label: t("source.run") }] : []),
          ...(kept.has(triggerId) ? [{ id: "kept" as const, label: t("source.kept") }] : []),
          { id: "sample", label: t("source.sample") },
          { id: "event", label: t("source.event") },
          { id: "data", label: t("source.data") },
        ]}
      />
      {source.kind === "event" && events.length === 0 && (
        <p className="text-small text-ink-3">{t("source.no_events")}</p>
      )}
      {source.kind === "event" && events.length > 0 && (
        <Select
          label={t("source.which")}
          value={source.id}
          onChange={(id) => onChange({ kind: "event", id })}
          options={events.map(({ id, type, receivedAt }) => ({
            id,
            label: timeOf(receivedAt),
            description: type,
          }))}
        />
      )}
      {source.kind === "data" && (
        <TextField
          label={t("source.json")}
          rows={6}
          isCode
          value={source.text}
          onChange={(text) => onChange({ kind: "data", text })}
        />
      )}
    </div>
  );
}
