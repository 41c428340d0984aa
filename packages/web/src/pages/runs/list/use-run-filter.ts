import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type RunFilter, runFilterOf } from "./run-filter.ts";

/** The filter in the address of whichever page the list is on, and how to change it. */
export function useRunFilter(): readonly [RunFilter, (change: RunFilter) => void] {
  const search = useSearch({ strict: false });
  const filter = useMemo(() => runFilterOf(search), [search]);
  const navigate = useNavigate();
  return [
    filter,
    (change) =>
      void navigate({
        to: ".",
        search: (old: object) => ({ ...old, ...change }),
        replace: true,
      } as never),
  ];
}
