import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { shortcutOf } from "../../../app/shortcuts.ts";
import { IconButton } from "../../../ui/button.tsx";
import type { Change } from "./merged-tree.ts";

/* From one changed step to the next, by keys or by buttons. */

interface Walk {
  /** How many steps have changed. */
  readonly count: number;
  /** Which of them is shown, from 1; 0 where none is. */
  readonly at: number;
  go(by: 1 | -1): void;
}

export function useWalk(
  changes: readonly Change[],
  shownId: string | undefined,
  show: (stepId: string) => void,
): Walk {
  const stops = useMemo(() => stopsOf(changes), [changes]);
  const at = shownId === undefined ? -1 : stops.indexOf(shownId);
  const go = (by: 1 | -1): void => {
    const from = at < 0 && by < 0 ? 0 : at;
    const next = stops.at((from + by) % stops.length);
    if (next !== undefined) show(next);
  };
  // Wherever the focus is: there is one comparison on a page.
  useEffect(() => {
    const press = (pressed: KeyboardEvent): void => {
      const key = isElsewhere(pressed.target) ? undefined : shortcutOf(["versions"], pressed);
      if (key !== undefined) go(key === "next_change" ? 1 : -1);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  return { count: stops.length, at: at + 1, go };
}

/** Where letters are typed or search a list. */
function isElsewhere(target: EventTarget | null): boolean {
  const places = "input, textarea, [contenteditable=true], [role=menu], [role=listbox]";
  return target instanceof Element && target.closest(places) !== null;
}

/** Each step once, in the order of the list. */
function stopsOf(changes: readonly Change[]): readonly string[] {
  const ids = changes.flatMap(({ stepId }) => (stepId === null ? [] : [stepId]));
  return [...new Set(ids)];
}

export function ChangeWalk({ walk: { count, at, go } }: { readonly walk: Walk }) {
  const { t } = useTranslation("builder");
  if (count < 2) return null;
  return (
    <div className="flex items-center gap-1 pb-2 text-small text-ink-2">
      <output className="flex-1 tabular-nums">{t("changes.at", { at, count })}</output>
      <IconButton label={t("changes.previous")} onPress={() => go(-1)}>
        <ChevronUp aria-hidden size={18} />
      </IconButton>
      <IconButton label={t("changes.next")} onPress={() => go(1)}>
        <ChevronDown aria-hidden size={18} />
      </IconButton>
    </div>
  );
}
