import { Facet, type Extension } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";

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
  regexp: /\{\{\s*((?:[^{}"]|"(?:[^"\\]|\\.)*")*?)\s*\}\}/g,
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

/** A press on a pill marks it whole, to be replaced. */
function selectPill(event: MouseEvent, view: EditorView): boolean {
  const pill = event.target instanceof Element && event.target.closest(".variable-pill");
  if (!(pill instanceof HTMLElement)) return false;
  const from = view.posAtDOM(pill);
  const end = view.state.doc.sliceString(from).indexOf("}}");
  if (end < 0) return false;
  event.preventDefault();
  view.focus();
  view.dispatch({ selection: { anchor: from, head: from + end + 2 } });
  return true;
}

export const pills: Extension = [
  ViewPlugin.fromClass(Pills, {
    decorations: (pills) => pills.decorations,
    provide: (plugin) =>
      EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? Decoration.none),
  }),
  EditorView.domEventHandlers({ mousedown: selectPill }),
];
