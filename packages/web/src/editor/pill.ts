import { Facet, type Extension, Prec } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import { pillAt, pillPattern } from "./pill-text.ts";

/* `{{ path }}` is drawn as one thing: taken whole by Backspace, jumped over by the arrows. */

interface PillText {
  /** What kind of value it is, as a sign of one or two characters. */
  readonly sign: string;
  readonly title: string;
  /** For those who do not see it. */
  readonly spoken: string;
  /** Why it cannot work. */
  readonly problem: string | undefined;
}

export type PillReader = (path: string) => PillText;

const plain: PillReader = (path) => ({ sign: "", title: path, spoken: path, problem: undefined });

export const pillReader = Facet.define<PillReader, PillReader>({
  combine: (readers) => readers[0] ?? plain,
});

class PillWidget extends WidgetType {
  readonly text: PillText;
  readonly path: string;

  constructor(text: PillText, path: string) {
    super();
    this.text = text;
    this.path = path;
  }

  override eq(other: PillWidget): boolean {
    const { text } = other;
    return (
      other.path === this.path &&
      text.title === this.text.title &&
      text.sign === this.text.sign &&
      text.problem === this.text.problem
    );
  }

  override toDOM(): HTMLElement {
    const { sign, title, spoken, problem } = this.text;
    const pill = document.createElement("span");
    pill.className = problem === undefined ? "variable-pill" : "variable-pill is-broken";
    pill.title = problem === undefined ? this.path : `${this.path}\n${problem}`;
    pill.setAttribute("role", "img");
    pill.setAttribute("aria-label", problem === undefined ? spoken : `${spoken}: ${problem}`);
    if (sign !== "") {
      const mark = document.createElement("span");
      mark.className = "variable-sign";
      mark.textContent = sign;
      pill.append(mark);
    }
    pill.append(title);
    return pill;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

const matcher = new MatchDecorator({
  regexp: pillPattern,
  decoration(match, view) {
    const path = match[1] ?? "";
    return Decoration.replace({
      widget: new PillWidget(view.state.facet(pillReader)(path), path),
    });
  },
});

class Pills {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = matcher.createDeco(view);
  }

  update(update: ViewUpdate): void {
    const isOther = update.startState.facet(pillReader) !== update.state.facet(pillReader);
    this.decorations = isOther
      ? matcher.createDeco(update.view)
      : matcher.updateDeco(update, this.decorations);
  }
}

export const pills: Extension = ViewPlugin.fromClass(Pills, {
  decorations: (pills) => pills.decorations,
  provide: (plugin) =>
    EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
});

export interface PressedPill {
  /** What is between the braces: a path, and a default where there is one. */
  readonly text: string;
  readonly element: Element;
}

const scrolledMs = 50;

/** A press on a pill marks it whole, and asks what to do with it; so does Alt and the arrow down. */
export function pillPresses(ask: (pill: PressedPill) => void): Extension {
  const press = (view: EditorView, element: HTMLElement): boolean => {
    const from = view.posAtDOM(element);
    const pill = pillAt(view.state.doc.sliceString(from));
    if (!pill) return false;
    view.focus();
    view.dispatch({ selection: { anchor: from, head: from + pill.length } });
    const { text } = pill;
    // A menu would close when the text scrolls to what is chosen.
    setTimeout(() => ask({ text, element }), scrolledMs);
    return true;
  };
  const pressNear = (view: EditorView): boolean => {
    const element = pillAtCursor(view);
    return element !== undefined && press(view, element);
  };
  return [
    EditorView.domEventHandlers({
      mousedown(event, view) {
        const pill = event.target instanceof Element && event.target.closest(".variable-pill");
        if (!(pill instanceof HTMLElement) || event.button !== 0) return false;
        event.preventDefault();
        return press(view, pill);
      },
    }),
    Prec.high(keymap.of([{ key: "Alt-ArrowDown", run: pressNear }])),
  ];
}

/** The pill that is chosen, or that the cursor touches. */
function pillAtCursor(view: EditorView): HTMLElement | undefined {
  const { from, to } = view.state.selection.main;
  return [...view.contentDOM.querySelectorAll<HTMLElement>(".variable-pill")].find((pill) => {
    const start = view.posAtDOM(pill);
    const end = start + (pillAt(view.state.doc.sliceString(start))?.length ?? 0);
    return start <= to && from <= end;
  });
}
