import { useState } from "react";
import { Input, TextField } from "react-aria-components";
import { classes } from "./classes.ts";

interface Props {
  readonly label: string;
  readonly value: string;
  /** What was written, when Enter is pressed or the field is left; not where it stayed the same. */
  readonly onKeep: (value: string) => void;
  /** Takes the focus elsewhere when Enter is pressed; where it cannot, it stays. */
  readonly onEnter?: (() => void) | undefined;
  readonly isReadOnly?: boolean;
  readonly maxLength?: number;
  /** As wide as its text. */
  readonly isNarrow?: boolean;
  readonly className?: string;
}

/** A name that can be written over where it stands. Escape gives it back. */
export function InlineText({
  label,
  value,
  onKeep,
  onEnter,
  isReadOnly,
  maxLength,
  isNarrow,
  className,
}: Props) {
  /** Undefined while the text stands as it is. */
  const [typed, setTyped] = useState<string>();
  const keep = (): void => {
    const next = typed?.trim();
    setTyped(undefined);
    if (next !== undefined && next !== value) onKeep(next);
  };
  return (
    <TextField
      aria-label={label}
      value={typed ?? value}
      onChange={setTyped}
      isReadOnly={isReadOnly ?? false}
      onBlur={keep}
      className={classes("min-w-0", isNarrow === true ? "-ms-1" : "flex-1")}
    >
      <Input
        maxLength={maxLength}
        // For browsers that do not size it by what is in it.
        {...(isNarrow === true && { size: Math.max(1, (typed ?? value).length) })}
        onKeyDown={(pressed) => {
          if (pressed.key === "Enter") {
            onEnter?.();
            // Where the focus went elsewhere, leaving the field has kept it.
            if (document.activeElement === pressed.currentTarget) keep();
          }
          if (pressed.key !== "Escape" || typed === undefined) return;
          pressed.stopPropagation();
          setTyped(undefined);
        }}
        className={classes(
          isNarrow === true ? "field-sizing-content max-w-full px-1" : "-ms-1.5 w-full px-1.5",
          "truncate rounded-control border border-transparent bg-transparent data-focused:border-accent data-hovered:border-line",
          className,
        )}
      />
    </TextField>
  );
}
