import type { Json } from "@stepwell/core";
import { Check, CircleQuestionMark } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { usePath } from "../../../api/environment.ts";
import { useFailureWords } from "../../../i18n/failure-words.ts";
import { DataView } from "../../../ui/data-view.tsx";
import { Details } from "../../../ui/details.tsx";
import { TextLink } from "../../../ui/text-link.tsx";
import { differencesOf, type RunReport } from "./hindcast-difference.ts";

type Report = Answer<"hindcastWorkflow">;

const shownMax = 50;
const lineMax = 80;
const unchanged = new Set<RunReport["class"]>(["identical", "not_started"]);

/** The events whose runs would differ, and in what. */
export function HindcastRuns({ report }: { readonly report: Report }) {
  const { t } = useTranslation("trial");
  const differing = report.runs.filter((run) => !unchanged.has(run.class));
  if (differing.length === 0) return <p className="text-body text-ink-2">{t("hindcast.same")}</p>;
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-node font-semibold">
        {t("hindcast.differing", { count: differing.length })}
      </h3>
      <ul className="flex flex-col">
        {differing.slice(0, shownMax).map((run) => (
          <RunLine key={run.eventId} run={run} />
        ))}
      </ul>
      {differing.length > shownMax && (
        <p className="text-small text-ink-3">
          {t("hindcast.more", { count: differing.length - shownMax })}
        </p>
      )}
    </section>
  );
}

/** Which event it was, and in what its run would differ. */
function RunLine({ run }: { readonly run: RunReport }) {
  const { t } = useTranslation("trial");
  const at = usePath();
  return (
    <li className="flex min-w-0 flex-col gap-1 border-t border-line py-2.5 text-body">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <strong className="font-medium">{t(`class.${run.class}`)}</strong>
        <TextLink href={at(`/events/${run.eventId}`)}>{t("hindcast.event")}</TextLink>
        {run.runId !== null && (
          <TextLink href={at(`/runs/${run.runId}`)}>{t("hindcast.run_before")}</TextLink>
        )}
        {run.detail !== undefined && <span className="text-ink-3">{run.detail}</span>}
      </span>
      <code dir="ltr" title={run.data} className="truncate text-ink-2">
        {run.data}
      </code>
      <Changes run={run} />
      <Sureness assumed={run.assumed} />
    </li>
  );
}

/** What was never asked for at the time has no answer on record: it may turn out otherwise. */
function Sureness({ assumed }: { readonly assumed: number }) {
  const { t } = useTranslation("trial");
  const Icon = assumed > 0 ? CircleQuestionMark : Check;
  return (
    <p className="flex items-start gap-1.5 text-small text-ink-2">
      <Icon
        aria-hidden
        size={14}
        className={`mt-0.5 shrink-0 ${assumed > 0 ? "text-wait" : "text-ok"}`}
      />
      {assumed > 0 ? t("hindcast.unsure", { count: assumed }) : t("hindcast.sure")}
    </p>
  );
}

function Changes({ run }: { readonly run: RunReport }) {
  const { t } = useTranslation("trial");
  const { t: common } = useTranslation();
  const sayFailure = useFailureWords();
  const { before, after } = run;
  return (
    <ul className="flex flex-col gap-1">
      {before && after && before.status !== after.status && (
        <li className="text-ink-2">
          {common(`status.${before.status}`)} → {common(`status.${after.status}`)}
          {after.message !== null && ` · ${sayFailure(after.message)}`}
        </li>
      )}
      {differencesOf(run).map((one) => (
        <ChangedValue key={one.what} name={t(`result.${one.what}`)} {...one} />
      ))}
      {run.effects.removed.map((effect) => (
        <EffectLine key={effect.path} sign="−" text={textOf(effect)} />
      ))}
      {run.effects.added.map((effect) => (
        <EffectLine key={effect.path} sign="+" text={textOf(effect)} />
      ))}
      {run.effects.changed.map((change) => (
        <ChangedValue
          key={change.before.path}
          name={change.after.stepId}
          before={change.before.request}
          after={change.after.request}
        />
      ))}
    </ul>
  );
}

interface ChangedProps {
  readonly name: string;
  readonly before: Json;
  readonly after: Json;
}

/** On one line before → after; all of both on a press. */
function ChangedValue({ name, before, after }: ChangedProps) {
  const { t } = useTranslation("trial");
  return (
    <li>
      <Details summary={`${name}: ${lineOf(before)} → ${lineOf(after)}`}>
        <div className="grid gap-3 sm:grid-cols-2">
          <DataView label={t("hindcast.before")} value={before} />
          <DataView label={t("hindcast.after")} value={after} />
        </div>
      </Details>
    </li>
  );
}

function EffectLine({ sign, text }: { readonly sign: "−" | "+"; readonly text: string }) {
  return (
    <li className="flex gap-2">
      <code aria-hidden className={sign === "−" ? "text-bad" : "text-ok"}>
        {sign}
      </code>
      <code className="min-w-0 truncate text-ink-2">{text}</code>
    </li>
  );
}

function lineOf(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > lineMax ? `${text.slice(0, lineMax)}…` : text;
}

function textOf({ stepId, request }: RunReport["effects"]["added"][number]): string {
  return `${stepId} ${JSON.stringify(request).slice(0, 200)}`;
}
