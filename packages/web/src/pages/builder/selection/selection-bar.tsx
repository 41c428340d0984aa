import {
  Circle,
  CircleSlash,
  Copy,
  CopyPlus,
  FolderTree,
  Group,
  type LucideIcon,
  Scissors,
  Trash2,
  X,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../ui/button.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { areDisabled } from "../model/disabled.ts";
import { chosenSteps } from "../model/selection.ts";
import { type StepActions, useStepActions } from "../model/step-actions.ts";
import { wrappers } from "../model/wrap.ts";

interface Entry {
  readonly id: "copy" | "cut" | "duplicate" | "move_to" | "disable" | "enable" | "delete";
  readonly icon: LucideIcon;
  run(actions: StepActions): unknown;
}

const copy: Entry = { id: "copy", icon: Copy, run: (actions) => actions.copy() };
const edits: readonly Entry[] = [
  { id: "cut", icon: Scissors, run: (actions) => actions.cut() },
  { id: "duplicate", icon: CopyPlus, run: (actions) => actions.duplicate() },
  { id: "move_to", icon: FolderTree, run: (actions) => actions.moveTo() },
];
const disable: Entry = { id: "disable", icon: CircleSlash, run: (act) => act.toggleDisabled() };
const enable: Entry = { ...disable, id: "enable", icon: Circle };
const remove: Entry = { id: "delete", icon: Trash2, run: (actions) => actions.remove() };

/** What can be done with several steps that are chosen together. */
export function SelectionBar() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const count = useBuilder((state) => (state.marked.size > 0 ? chosenSteps(state).length : 0));
  const areAllDisabled = useBuilder(
    (state) => state.marked.size > 0 && areDisabled(chosenSteps(state)),
  );
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  if (count === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={t("selection.label")}
      className="absolute inset-x-0 bottom-4 z-20 mx-auto flex w-fit max-w-[calc(100%-1rem)] flex-wrap items-center justify-center gap-1 rounded-popover border border-line bg-surface py-1 ps-4 pe-1 shadow-popover max-sm:ps-1"
    >
      <span className="pe-2 text-node font-semibold whitespace-nowrap max-sm:w-full max-sm:pt-1 max-sm:text-center">
        {t("selection.count", { count })}
      </span>
      <Action entry={copy} />
      {!isReadOnly && (
        <>
          {edits.map((entry) => (
            <Action key={entry.id} entry={entry} />
          ))}
          <Action entry={areAllDisabled ? enable : disable} />
          <WrapMenu />
          <Action entry={remove} />
        </>
      )}
      <IconButton
        label={t("selection.clear")}
        onPress={() => store.getState().select(store.getState().selected)}
      >
        <X aria-hidden size={18} />
      </IconButton>
    </div>
  );
}

function Action({ entry: { id, icon: Icon, run } }: { readonly entry: Entry }) {
  const { t } = useTranslation("builder");
  const actions = useStepActions();
  return (
    <IconButton label={t(`action.${id}`)} onPress={() => void run(actions)}>
      <Icon aria-hidden size={18} />
    </IconButton>
  );
}

function WrapMenu() {
  const { t } = useTranslation("builder");
  const actions = useStepActions();
  return (
    <Menu
      label={t("selection.wrap")}
      trigger={
        <IconButton label={t("selection.wrap")}>
          <Group aria-hidden size={18} />
        </IconButton>
      }
    >
      {wrappers.map((type) => (
        <MenuItem key={type} onAction={() => actions.wrap(type)}>
          {t(`action.wrap_${type}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}
