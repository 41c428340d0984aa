import type { Definition, Json, StepDefinition } from "@stepwell/core";
import { ArrowRightLeft, CircleMinus, CirclePlus, type LucideIcon, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { placedIn } from "../model/places.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { fieldChanges } from "./field-changes.ts";
import type { Change, Mark } from "./merged-tree.ts";

interface Props {
  readonly changes: readonly Change[];
  /** The definition after them, where steps have their titles. */
  readonly after: Definition;
  /** The version that they are counted from. */
  readonly since?: number;
  /** The step that one looks at. */
  readonly shownId?: string | undefined;
  readonly onShow?: (stepId: string) => void;
}

/** What two definitions differ in: what happened to each step, and to which of its fields. */
export function ChangeList({ changes, after, since, shownId, onShow }: Props) {
  const { t } = useTranslation("builder");
  return (
    <section className="flex flex-col gap-2">
      {since !== undefined && (
        <h3 className="text-node font-semibold">
          {t("changes.since", { version: since, count: changes.length })}
        </h3>
      )}
      {changes.length === 0 && <p className="text-body text-ink-2">{t("changes.none")}</p>}
      <ul className="flex flex-col gap-2">
        {changes.map((change) => (
          <li
            key={`${change.kind} ${change.path} ${change.stepId}`}
            aria-current={change.stepId !== null && change.stepId === shownId}
            className="rounded-small px-1 aria-[current=true]:bg-accent-bg"
          >
            <ChangeRow change={change} after={after} onShow={onShow} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export const markLooks: Readonly<
  Record<Mark, { readonly icon: LucideIcon; readonly look: string }>
> = {
  added: { icon: CirclePlus, look: "text-ok" },
  removed: { icon: CircleMinus, look: "text-bad" },
  moved: { icon: ArrowRightLeft, look: "text-run" },
  changed: { icon: Pencil, look: "text-wait" },
};

const kinds = [
  "trigger_changed",
  "settings_changed",
  "details_changed",
  "step_added",
  "step_removed",
  "step_moved",
  "step_type_changed",
  "step_config_changed",
  "step_policy_changed",
  "step_details_changed",
  "branches_changed",
] as const;

interface RowProps extends Pick<Props, "after"> {
  readonly change: Change;
  readonly onShow: Props["onShow"];
}

function ChangeRow({ change, after: definition, onShow }: RowProps) {
  const { t } = useTranslation("builder");
  const { stepTitle } = useStepTexts();
  const { kind, stepId, before, after } = change;
  const step = stepOf(change, definition);
  const name = step ? stepTitle(step) : stepId;
  const known = kinds.find((name) => name === kind) ?? "step_config_changed";
  const { icon: Icon, look } = markLooks[markOf(known)];
  const isWhole = known === "step_added" || known === "step_removed" || known === "step_moved";
  return (
    <div className="flex items-start gap-2 text-body">
      <Icon aria-hidden size={16} className={`mt-0.5 shrink-0 ${look}`} />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2">
          {t(`changes.${known}`)}
          {stepId !== null && onShow && known !== "step_removed" ? (
            <button
              type="button"
              onClick={() => onShow(stepId)}
              className="rounded-small text-accent-ink hover:underline"
            >
              <bdi>{name}</bdi>
            </button>
          ) : (
            stepId !== null && <bdi className="text-ink-2">{name}</bdi>
          )}
          {/* Titles may be the same, or that of the type. */}
          {stepId !== null && <code className="text-small text-ink-3">{stepId}</code>}
        </span>
        {!isWhole && (
          <FieldChanges before={before} after={after} isOwn={known === "step_details_changed"} />
        )}
      </div>
    </div>
  );
}

/** The step as it is now; a removed one as it was. */
function stepOf({ kind, stepId, before }: Change, after: Definition): StepDefinition | undefined {
  if (stepId === null) return undefined;
  if (kind === "step_removed") return before as unknown as StepDefinition;
  return placedIn(after, stepId)?.step;
}

interface FieldsProps extends Pick<Change, "before" | "after"> {
  /** Fields of the step itself, not of its config. */
  readonly isOwn: boolean;
}

function FieldChanges({ before, after, isOwn }: FieldsProps) {
  const { t } = useTranslation("builder");
  const say = (path: string, value: Json | undefined): string => {
    if (!isOwn || path !== "disabled") return shortOf(value);
    return value === true ? t("changes.state.disabled") : t("changes.state.enabled");
  };
  return (
    <ul className="flex flex-col">
      {fieldChanges(before, after).map((field) => (
        <li key={field.path} className="min-w-0 text-small break-words text-ink-3">
          <FieldName path={field.path} isOwn={isOwn} />
          <del className="text-bad">{say(field.path, field.before)}</del> →{" "}
          <ins className="text-ok no-underline">{say(field.path, field.after)}</ins>
        </li>
      ))}
    </ul>
  );
}

const named = ["title", "note", "disabled"] as const;

/** In words where it is a step's own; paths in the config are those of its JSON. */
function FieldName({ path, isOwn }: { readonly path: string; readonly isOwn: boolean }) {
  const { t } = useTranslation("builder");
  const own = isOwn ? named.find((name) => name === path) : undefined;
  if (own) return <span className="text-ink-2">{t(`changes.field.${own}`)}: </span>;
  return path !== "" && <code className="text-ink-2">{path}: </code>;
}

function markOf(kind: (typeof kinds)[number]): Mark {
  if (kind === "step_added") return "added";
  if (kind === "step_removed") return "removed";
  return kind === "step_moved" ? "moved" : "changed";
}

const shownMax = 80;

function shortOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "–";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;
}
