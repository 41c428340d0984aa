import { useMemo } from "react";
import { useRead } from "../../../../api/queries.ts";
import type { SelectOption } from "../../../../ui/select.tsx";

type Options = readonly SelectOption<string>[];

/* What can be chosen where a field names something of the environment. */

export function useEventTypes(): Options {
  const { data } = useRead("listEventTypes");
  return useMemo(() => (data?.items ?? []).map(({ name }) => ({ id: name, label: name })), [data]);
}

export function useWorkflows(): Options {
  const { data } = useRead("listWorkflows", { query: { limit: 200 } });
  return useMemo(() => (data?.items ?? []).map(({ id, name }) => ({ id, label: name })), [data]);
}

export function useConnections(kinds: readonly string[]): Options {
  const { data } = useRead("listConnections");
  return useMemo(
    () =>
      (data?.items ?? [])
        .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
        .map(({ name, kind }) => ({ id: name, label: name, description: kind })),
    [data, kinds],
  );
}

const timeZones: Options = Intl.supportedValuesOf("timeZone").map((id) => ({ id, label: id }));

export function useTimeZones(): Options {
  return timeZones;
}
