import type { ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { classes } from "./classes.ts";

interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: ReactNode;
}

interface Props<Id extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly chosen: Id;
  readonly onChange: (id: Id) => void;
  /** Icons alone where the window is narrow. */
  readonly isCompact?: boolean;
}

/** One of a few: views, forms of data. */
export function ChoiceBar<Id extends string>(props: Props<Id>) {
  const { label, choices, chosen, onChange, isCompact } = props;
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => onChange([...keys][0] as Id)}
      className="flex shrink-0 rounded-control border border-control-line p-0.5"
    >
      {choices.map(({ id, label: text, icon }) => (
        <ToggleButton
          key={id}
          id={id}
          aria-label={text}
          className="flex h-7 items-center gap-1.5 rounded-small px-2 text-small font-medium text-ink-2 data-hovered:text-ink data-selected:bg-accent-bg data-selected:text-accent-ink pointer-coarse:h-10"
        >
          {icon}
          <span className={classes(isCompact === true && "max-lg:hidden")}>{text}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

interface ChipsProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  readonly chosen: readonly Id[];
  readonly onChange: (ids: readonly Id[]) => void;
}

/** Any of a few: filters. */
export function ChoiceChips<Id extends string>(props: ChipsProps<Id>) {
  const { label, choices, chosen, onChange } = props;
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={(keys) =>
        onChange(choices.map(({ id }) => id).filter((id) => keys.has(id)))
      }
      className="flex flex-wrap gap-1.5"
    >
      {choices.map(({ id, label: text, icon }) => (
        <ToggleButton
          key={id}
          id={id}
          className="flex h-7 items-center gap-1.5 rounded-full border border-control-line bg-surface px-2.5 text-small font-medium text-ink-2 data-hovered:bg-sunken data-selected:border-accent data-selected:bg-accent-bg data-selected:text-accent-ink pointer-coarse:h-10"
        >
          {icon}
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
