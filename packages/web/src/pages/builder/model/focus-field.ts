import { showPanelTab, showTabOf } from "../panel/panel-tab.ts";

/* The panel comes after what opens it: its fields take the focus as soon as they are there. */

const focusable = "input, textarea, button, [contenteditable=true]";
const waitMs = 3000;
/** How long the form may take to come after the head of the panel. */
const formMs = 600;
const lookMs = 50;

/** The field of that path in the config, or the innermost one around it. */
export function focusField(path: string): void {
  showTabOf(path);
  whenThere(() => {
    const marked = [...document.querySelectorAll<HTMLElement>("[data-panel] [data-field]")].filter(
      ({ dataset }) =>
        dataset["field"] !== undefined && `${path}.`.startsWith(`${dataset["field"]}.`),
    );
    return marked.at(-1)?.querySelector<HTMLElement>(focusable);
  });
}

/**
 * The first field that asks for a value, else the first one of the config; where there is none after
 * a while, the first of the panel.
 */
export function focusFirstField(): void {
  showPanelTab("configure");
  const anyFrom = performance.now() + formMs;
  whenThere(
    () =>
      document.querySelector<HTMLElement>(`[data-panel] [data-asked] :is(${focusable})`) ??
      document.querySelector<HTMLElement>(`[data-panel] [data-field] :is(${focusable})`) ??
      (performance.now() < anyFrom
        ? undefined
        : document.querySelector<HTMLElement>("[data-panel] :is(input, textarea)")),
  );
}

/** The title of the step, to be written anew. */
export function focusTitle(): void {
  whenThere(() => document.querySelector<HTMLElement>("[data-panel] h2 :is(input, button)"));
}

/** What is to be pressed may come with what was just opened. */
export function pressButton(selector: string): void {
  whenThere(
    () => document.querySelector<HTMLElement>(selector),
    (button) => button.click(),
  );
}

function show(found: HTMLElement): void {
  found.focus();
  found.scrollIntoView({ block: "nearest" });
}

const leaving = /^(?:Escape|Tab|Arrow\w+|Home|End|Page\w+)$/;

let looking: AbortController | undefined;

/** What was asked for last is what counts, and whoever has gone elsewhere meanwhile is not called back. */
function whenThere(find: () => HTMLElement | null | undefined, act = show): void {
  const until = performance.now() + waitMs;
  looking?.abort();
  const end = new AbortController();
  looking = end;
  const { signal } = end;
  const look = (): void => {
    if (signal.aborted) return;
    const found = find();
    if (!found && performance.now() < until) return void setTimeout(look, lookMs);
    end.abort();
    if (found) act(found);
  };
  addEventListener("pointerdown", () => end.abort(), { capture: true, signal });
  addEventListener("keydown", ({ key }) => leaving.test(key) && end.abort(), {
    capture: true,
    signal,
  });
  setTimeout(look, lookMs);
}
