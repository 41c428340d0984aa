/* The panel comes after what opens it: its fields take the focus as soon as they are there. */

const focusable = "input, textarea, button, [contenteditable=true]";
const waitMs = 3000;
const lookMs = 50;

/** The field of that path in the config, or the innermost one around it; else the panel's first. */
export function focusField(path: string): void {
  whenThere(() => {
    const marked = [...document.querySelectorAll<HTMLElement>("[data-panel] [data-field]")].filter(
      ({ dataset }) =>
        dataset["field"] !== undefined && `${path}.`.startsWith(`${dataset["field"]}.`),
    );
    return marked.at(-1)?.querySelector<HTMLElement>(focusable);
  });
}

export function focusFirstField(): void {
  whenThere(
    () =>
      document.querySelector<HTMLElement>(`[data-panel] [data-field] :is(${focusable})`) ??
      document.querySelector<HTMLElement>("[data-panel] :is(input, textarea)"),
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

function whenThere(find: () => HTMLElement | null | undefined, act = show): void {
  const until = performance.now() + waitMs;
  const look = (): void => {
    const found = find();
    if (found) act(found);
    else if (performance.now() < until) setTimeout(look, lookMs);
  };
  setTimeout(look, lookMs);
}
