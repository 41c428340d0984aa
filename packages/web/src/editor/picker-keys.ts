import { type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

/** Asks for a variable; `typed` is what to write where none is chosen. */
export type AskForVariable = (typed: string) => void;

/** `/` where a word could begin, `{{`, and Ctrl+Space. */
export function pickerKeys(ask: AskForVariable): Extension {
  return [
    EditorView.inputHandler.of((view, from, _to, text) => {
      const before = view.state.sliceDoc(Math.max(0, from - 1), from);
      if (text === "{" && before === "{") {
        view.dispatch({ changes: { from: from - 1, to: from } });
        ask("{{");
        return true;
      }
      if (text !== "/" || !(before === "" || /\s/.test(before))) return false;
      ask("/");
      return true;
    }),
    Prec.high(keymap.of([{ key: "Ctrl-Space", run: () => (ask(""), true) }])),
  ];
}
