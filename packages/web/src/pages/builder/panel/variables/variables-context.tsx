import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";
import { useRead } from "../../../../api/queries.ts";
import { useDraft } from "../../model/draft-context.ts";
import { useBuilder } from "../../model/builder-store.ts";
import { useSamples } from "../../samples/samples-context.tsx";
import { rowsOf, type Variable, type VariableRow } from "./variable-row.ts";

interface Variables {
  /** The place that they are read at. */
  readonly at: string;
  readonly items: readonly Variable[];
  readonly rows: readonly VariableRow[];
  readonly byPath: ReadonlyMap<string, Variable>;
  readonly isLoading: boolean;
  /** The draft could not be saved: what the server would tell is of an older one. */
  readonly isUnsaved: boolean;
}

const nothing: Variables = {
  at: "$trigger",
  items: [],
  rows: [],
  byPath: new Map(),
  isLoading: false,
  isUnsaved: false,
};
const VariablesContext = createContext<Variables>(nothing);

export function useVariables(): Variables {
  return use(VariablesContext);
}

interface Props {
  /** A step's id, or `$trigger`. */
  readonly at: string;
  /** The fields see the step's own scope. */
  readonly isInside?: boolean;
  readonly children: ReactNode;
}

/** What can be read at a place of the draft, as the server has it after saving. */
export function VariablesProvider({ at, isInside = false, children }: Props) {
  const workflowId = useBuilder((state) => state.workflowId);
  const revision = useBuilder((state) => state.revision);
  const { savedAt, isUnsaved } = useSavedPlace(at);
  const { run } = useSamples();
  const { data, refetch, isPending } = useRead(
    "listVariables",
    {
      params: { id: workflowId },
      query: {
        at: savedAt ?? "$trigger",
        inside: isInside ? "true" : "false",
        ...(run && { run: run.id }),
      },
    },
    { isEnabled: savedAt !== undefined },
  );
  useEffect(() => {
    if (savedAt !== undefined && revision > 0) void refetch();
  }, [revision, savedAt, refetch]);
  const items = isUnsaved ? undefined : data?.items;
  const variables = useMemo<Variables>(() => {
    const rows = rowsOf(items ?? []);
    const byPath = new Map(rows.map(({ variable }) => [variable.path, variable]));
    return { at, items: items ?? [], rows, byPath, isLoading: isPending, isUnsaved };
  }, [at, items, isPending, isUnsaved]);
  return <VariablesContext value={variables}>{children}</VariablesContext>;
}

/** The server does not know a new step before it is saved. */
function useSavedPlace(at: string) {
  const draft = useDraft();
  const revision = useBuilder((state) => state.revision);
  const [asked, setAsked] = useState<{ readonly at: string; readonly isSaved: boolean }>();
  const isSaved = asked?.at === at && asked.isSaved;
  useEffect(() => {
    if (isSaved) return undefined;
    let isWanted = true;
    void draft.save().then((result) => isWanted && setAsked({ at, isSaved: result === "saved" }));
    return () => {
      isWanted = false;
    };
    // It is tried again when a later save has succeeded.
  }, [at, isSaved, draft, revision]);
  return { savedAt: isSaved ? at : undefined, isUnsaved: asked?.at === at && !asked.isSaved };
}

/** For fields that see the step's own scope as well: the item of a loop. */
export function InsideVariables({ children }: { readonly children: ReactNode }) {
  const { at } = useVariables();
  return (
    <VariablesProvider at={at} isInside>
      {children}
    </VariablesProvider>
  );
}
