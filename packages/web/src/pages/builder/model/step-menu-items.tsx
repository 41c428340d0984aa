import type { StepDefinition } from "@stepwell/core";
import {
  ArrowDown,
  ArrowUp,
  ClipboardPaste,
  CircleSlash,
  Copy,
  CopyPlus,
  FlaskConical,
  FolderTree,
  Group,
  type LucideIcon,
  Plus,
  Scissors,
  Trash2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { triggerId } from "../../../canvas/layout.ts";
import { afterClosing } from "../../../ui/after-closing.ts";
import { MenuItem } from "../../../ui/menu.tsx";
import { type BuilderState, useBuilder, useBuilderStore } from "./builder-store.ts";
import { areDisabled } from "./disabled.ts";
import { chosenSteps } from "./selection.ts";
import { type Wrapper, wrappers } from "./wrap.ts";
import { type StepActions, useStepActions } from "./step-actions.ts";

interface Entry {
  readonly id:
    | "add_after"
    | "duplicate"
    | "copy"
    | "cut"
    | "paste"
    | "move_to"
    | "move_up"
    | "move_down"
    | "disable"
    | "enable"
    | "delete"
    | "run_to_here"
    | `wrap_${Wrapper}`;
  readonly icon: LucideIcon;
  readonly keys: string;
  run(actions: StepActions): unknown;
}

const always: readonly Entry[] = [
  { id: "add_after", icon: Plus, keys: "A", run: ({ add }) => afterClosing(() => add("after")) },
  { id: "paste", icon: ClipboardPaste, keys: "Ctrl+V", run: ({ paste }) => paste() },
];

const ofSteps: readonly Entry[] = [
  { id: "run_to_here", icon: FlaskConical, keys: "", run: ({ runToHere }) => runToHere() },
  { id: "duplicate", icon: CopyPlus, keys: "Ctrl+D", run: ({ duplicate }) => duplicate() },
  { id: "copy", icon: Copy, keys: "Ctrl+C", run: ({ copy }) => copy() },
  { id: "cut", icon: Scissors, keys: "Ctrl+X", run: ({ cut }) => cut() },
  {
    id: "move_to",
    icon: FolderTree,
    keys: "M",
    run: ({ moveTo }) => afterClosing(moveTo),
  },
  { id: "move_up", icon: ArrowUp, keys: "Alt+↑", run: ({ move }) => move("up") },
  { id: "move_down", icon: ArrowDown, keys: "Alt+↓", run: ({ move }) => move("down") },
  { id: "disable", icon: CircleSlash, keys: "D", run: ({ toggleDisabled }) => toggleDisabled() },
  ...wrappers.map((type): Entry => ({
    id: `wrap_${type}`,
    icon: Group,
    keys: "",
    run: ({ wrap }) => wrap(type),
  })),
  { id: "delete", icon: Trash2, keys: "Del", run: ({ remove }) => remove() },
];

/** The chosen ones where the step is one of them, else the step alone. */
function stepsOfMenu(state: BuilderState, id: string): readonly StepDefinition[] {
  return chosenSteps(state.marked.has(id) ? state : { ...state, selected: id, marked: new Set() });
}

/** The same actions everywhere: in the outline, in the panel, on the canvas. */
export function StepMenuItems({ id }: { readonly id: string }) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const actions = useStepActions();
  const isDisabled = useBuilder((state) => areDisabled(stepsOfMenu(state, id)));
  const entries = id === triggerId ? always : [...always, ...ofSteps];
  return entries.map(({ id: name, icon: Icon, keys, run }) => (
    <MenuItem
      key={name}
      icon={<Icon aria-hidden size={16} />}
      keys={keys}
      isDanger={name === "delete"}
      onAction={() => {
        const { marked, select } = store.getState();
        if (!marked.has(id)) select(id);
        void run(actions);
      }}
    >
      {t(`action.${name === "disable" && isDisabled ? "enable" : name}`)}
    </MenuItem>
  ));
}
