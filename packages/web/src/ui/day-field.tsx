import { Input, TextField } from "react-aria-components";
import { classes } from "./classes.ts";
import { controlClass, FieldLabel } from "./field.tsx";

interface Props {
  readonly label: string;
  /** `2026-11-22`. */
  readonly value: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** A day, chosen with the calendar that the browser brings. */
export function DayField({ label, value, onChange }: Props) {
  return (
    <TextField
      type="date"
      value={value ?? ""}
      onChange={(day) => onChange(day === "" ? undefined : day)}
      className="flex w-38 flex-col gap-1.5 max-sm:w-[calc(50%-0.375rem)]"
    >
      <FieldLabel label={label} />
      <Input className={classes(controlClass, "tabular-nums")} />
    </TextField>
  );
}
