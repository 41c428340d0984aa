import { type Json, jsonEqual } from "@stepwell/core";
import { type ReactNode, useState } from "react";
import { textOfList } from "./condition-tree.ts";

interface Props {
  readonly value: Json | undefined;
  readonly read: (text: string) => Json;
  readonly onChange: (value: Json) => void;
  readonly field: (text: string, change: (text: string) => void) => ReactNode;
}

/** A list in one line. The text stays as it is written, with a comma at its end. */
export function ListText({ value, read, onChange, field }: Props) {
  const [text, setText] = useState(() => textOfList(value));
  const shown = jsonEqual(read(text), value) ? text : textOfList(value);
  return field(shown, (next) => {
    setText(next);
    onChange(read(next));
  });
}
