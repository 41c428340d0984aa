import { type Definition, type Json, jsonEqual } from "@stepwell/core";
import { useMemo } from "react";
import { useRead } from "../../../api/queries.ts";

interface Answer {
  /** Undefined where it is not known. */
  readonly isSame: boolean | undefined;
  readonly isPending: boolean;
}

/** Whether a definition is that of a version; of none it is not. */
export function useIsSame(id: string, version: number | null, definition: Definition): Answer {
  const { data, isPending } = useRead(
    "getVersion",
    { params: { id, n: version ?? 0 } },
    { isEnabled: version !== null },
  );
  const published = data?.definition;
  return useMemo(() => {
    if (version === null) return { isSame: false, isPending: false };
    if (published === undefined) return { isSame: undefined, isPending };
    return { isSame: jsonEqual(definition as unknown as Json, published), isPending: false };
  }, [version, definition, published, isPending]);
}
