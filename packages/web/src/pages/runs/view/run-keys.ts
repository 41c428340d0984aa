import { useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useState } from "react";
import { usePath } from "../../../api/environment.ts";
import { type Shortcut, shortcutOf } from "../../../app/shortcuts.ts";
import { neighboursOf } from "../list/run-order.ts";
import type { RunDetail } from "../model/step-run-tree.ts";

interface RunKeys {
  readonly onKeyDown: (pressed: KeyboardEvent) => void;
  /** Whether the person is asked if the run shall run again. */
  readonly isAsking: boolean;
  readonly ask: (isAsking: boolean) => void;
}

/** J and K go to the next and previous run of the list, R runs again. */
export function useRunKeys({ id }: Pick<RunDetail, "id">): RunKeys {
  const router = useRouter();
  const at = usePath();
  const [isAsking, ask] = useState(false);
  const go = (to: string | undefined): void => {
    if (to !== undefined) router.history.push(at(`/runs/${to}`));
  };
  const actions: Readonly<Record<Shortcut<"runs">, () => void>> = {
    next_run: () => go(neighboursOf(id).next),
    previous_run: () => go(neighboursOf(id).previous),
    run_again: () => ask(true),
  };
  return {
    isAsking,
    ask,
    onKeyDown(pressed) {
      const key = isElsewhere(pressed.target) ? undefined : shortcutOf(["runs"], pressed);
      if (key !== undefined) actions[key]();
    },
  };
}

/** Where letters are typed or search a list. */
function isElsewhere(target: EventTarget): boolean {
  const places =
    "input, textarea, [role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=treegrid]";
  return target instanceof Element && target.closest(places) !== null;
}
