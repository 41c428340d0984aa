import { type Definition, type Json, jsonEqual } from "@stepwell/core";
import { useMemo } from "react";
import { useRead } from "../../../api/queries.ts";

/** Whether a definition is that of a version; undefined as long as it is not known. */
export function useIsSame(
  id: string,
  version: number | null,
  definition: Definition,
): boolean | undefined {
  const { data } = useRead(
    "getVersion",
    { params: { id, n: version ?? 0 } },
    { isEnabled: version !== null },
  );
  const published = version === null ? undefined : data?.definition;
  return useMemo(
    () =>
      published === undefined ? undefined : jsonEqual(definition as unknown as Json, published),
    [definition, published],
  );
}
