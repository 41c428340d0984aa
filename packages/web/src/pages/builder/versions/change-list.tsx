import { ArrowRightLeft, CirclePlus, CircleMinus, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";

type Change = Answer<"diffVersions">["changes"][number];

/** What two definitions differ in, one line a change. */
export function ChangeList({
  changes,
  since,
}: {
  readonly changes: readonly Change[];
  readonly since?: number;
}) {
  const { t } = useTranslation("builder");
  return (
    <section className="flex flex-col gap-2">
      {since !== undefined && (
        <h3 className="text-node font-semibold">
          {t("changes.since", { version: since, count: changes.length })}
        </h3>
      )}
      {changes.length === 0 && <p className="text-body text-ink-2">{t("changes.none")}</p>}
      <ul className="flex max-h-72 flex-col gap-1.5 overflow-auto">
        {changes.map((change) => (
          <li
            key={`${change.kind} ${change.path} ${change.stepId}`}
            className="flex items-start gap-2 text-body"
          >
            <ChangeIcon kind={change.kind} />
            <span className="min-w-0">
              <code className="text-ink-2">{change.stepId ?? change.path}</code>{" "}
              <span className="text-ink-2">{wordsOf(change)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ChangeIcon({ kind }: { readonly kind: string }) {
  if (/add|insert/.test(kind))
    return <CirclePlus aria-hidden size={16} className="mt-0.5 shrink-0 text-ok" />;
  if (/remov|delet/.test(kind))
    return <CircleMinus aria-hidden size={16} className="mt-0.5 shrink-0 text-bad" />;
  if (/mov/.test(kind))
    return <ArrowRightLeft aria-hidden size={16} className="mt-0.5 shrink-0 text-run" />;
  return <Pencil aria-hidden size={16} className="mt-0.5 shrink-0 text-wait" />;
}

function wordsOf({ path, before, after }: Change): string {
  const short = (value: unknown): string => {
    const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
  };
  const field = path.split(/[./]/).slice(-1)[0] ?? "";
  if (before === undefined && after === undefined) return field;
  if (before === undefined) return `${field}: ${short(after)}`;
  if (after === undefined) return `${field}: ${short(before)} → –`;
  return `${field}: ${short(before)} → ${short(after)}`;
}
