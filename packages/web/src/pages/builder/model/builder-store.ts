import {
  applyEdits,
  type Definition,
  type EditOperation,
  findStep,
  walkSteps,
} from "@stepwell/core";
import { useMemo } from "react";
import { createStore, type StateCreator, type StoreApi, useStore } from "zustand";
import type { Answer } from "../../../api/call.ts";
import { triggerId } from "../../../canvas/layout.ts";
import type { SayFindings } from "./finding-words.ts";
import { useDraft } from "./draft-context.ts";
import type { ServerDraft } from "./draft-session.ts";
import { emptyHistory, type History, record, redo, undo } from "./history.ts";
import { keep, readKept } from "../../../ui/browser-storage.ts";

/*
 * What the builder knows. Every change of the definition goes through `edit`, as data; revision,
 * findings and what is saved are changed by the draft's session alone.
 */

export type Finding = Answer<"getWorkflow">["draft"]["findings"][number];

type SaveState =
  /** `isTheirs` where somebody else has, or another window. */
  | { readonly kind: "saved"; readonly at: number | undefined; readonly isTheirs?: true }
  | { readonly kind: "unsaved" }
  | { readonly kind: "saving" }
  | { readonly kind: "failed"; readonly message: string }
  /** Somebody else has saved another draft meanwhile. */
  | { readonly kind: "conflict"; readonly theirs: ServerDraft };

export interface BuilderState {
  readonly workflowId: string;
  readonly definition: Definition;
  /** The draft's revision that the definition is based on. */
  readonly revision: number;
  /** What the checker found in the draft that was saved last; some of its steps may be gone since. */
  readonly findings: readonly Finding[];
  readonly history: History;
  readonly save: SaveState;
  /** A step's id, or `triggerId`. */
  readonly selected: string | undefined;
  /** Several steps that are chosen together, with the selected one; empty where it is one or none. */
  readonly marked: ReadonlySet<string>;
  /** Where a range begins that Shift extends. */
  readonly rangeStart: string | undefined;
  readonly isPanelOpen: boolean;
  /** Whether the list of problems is open. */
  readonly areProblemsOpen: boolean;
  /**
   * What was inserted last, while its panel stays open: nobody has to be told yet what is missing
   * in it.
   */
  readonly filling: string | undefined;
  /** Personal, and no part of the workflow. */
  readonly collapsed: ReadonlySet<string>;
  readonly isReadOnly: boolean;
  /** What is written in the JSON view and not applied; it stays when another view is opened. */
  readonly written: WrittenText | undefined;
}

interface WrittenText {
  readonly text: string;
  /** The definition that it began from. */
  readonly from: Definition;
}

export interface EditOptions {
  /** What is done, for people. */
  readonly label: string;
  /** Edits with the same key that follow each other soon are undone as one. */
  readonly mergeKey?: string;
  /** What is selected afterwards, where that changes. */
  readonly select?: string | undefined;
  /** Several that are chosen together afterwards. */
  readonly mark?: readonly string[];
}

interface MarkOptions {
  /** The one of them that has the focus. */
  readonly selected: string | undefined;
  /** Else it is the one that has the focus. */
  readonly rangeStart?: string | undefined;
}

export interface BuilderActions {
  /** @returns why it cannot be done, if so */
  edit(operations: readonly EditOperation[], options: EditOptions): string | undefined;
  undo(): void;
  redo(): void;
  select(id: string | undefined, isPanelOpen?: boolean): void;
  /** Chooses several together; one alone is selected. */
  mark(ids: readonly string[], options: MarkOptions): void;
  closePanel(): void;
  /** Opens the panel of what is new and has to be filled in. */
  fillIn(id: string): void;
  /** Whatever is wrong is told now, also in what is being filled in. */
  tellAll(): void;
  /** Opens the list of all that is wrong, or closes it. */
  showProblems(areShown: boolean): void;
  toggleCollapsed(stepId: string): void;
  /**
   * Another definition as a whole: restored, imported, taken over.
   * @returns why it cannot be done, if so
   */
  replace(definition: Definition, label: string): string | undefined;
  setWritten(written: WrittenText | undefined): void;
}

type WholeStore = StoreApi<BuilderState & BuilderActions>;
/** As components have it: they read, and act by what the state offers. */
export type BuilderStore = Omit<WholeStore, "setState">;

export interface BuilderStart {
  readonly workflowId: string;
  readonly definition: Definition;
  readonly revision: number;
  readonly findings: readonly Finding[];
  readonly isReadOnly: boolean;
  readonly selected?: string | undefined;
  /** In the language of the person. */
  readonly sayFindings: SayFindings;
}

export function makeBuilderStore({ sayFindings, ...start }: BuilderStart): WholeStore {
  const selected = isNode(start.selected, start.definition) ? start.selected : undefined;
  return createStore((set, get) => {
    return {
      ...start,
      ...fresh,
      ...chosen(selected),
      filling: isNew(start) ? selected : undefined,
      findings: sayFindings(start.findings, start.definition),
      written: undefined,
      isPanelOpen: selected !== undefined,
      areProblemsOpen: false,
      collapsed: readCollapsed(start.workflowId),
      ...editActions(set, get),
      setWritten: (written) => set({ written }),
      ...selectionActions(set),
      toggleCollapsed(stepId) {
        const collapsed = new Set(get().collapsed);
        if (!collapsed.delete(stepId)) collapsed.add(stepId);
        keepCollapsed(start.workflowId, collapsed);
        set({ collapsed });
      },
    };
  });
}

function isNode(id: string | undefined, definition: Definition): boolean {
  return id === triggerId || (id !== undefined && findStep(definition, id) !== undefined);
}

/** Just made, and opened at its trigger. */
function isNew({ revision, selected }: Omit<BuilderStart, "sayFindings">): boolean {
  return revision === 1 && selected === triggerId;
}

/** Nothing was done yet. */
const fresh = { history: emptyHistory, save: { kind: "saved", at: undefined } } as const;
type SetState = Parameters<StateCreator<BuilderState & BuilderActions>>[0];

type EditActions = Pick<BuilderActions, "edit" | "replace" | "undo" | "redo">;

function editActions(set: SetState, get: () => BuilderState): EditActions {
  const changeTo = (definition: Definition, options: EditOptions): void => {
    const { label, mergeKey, mark, ...rest } = options;
    const { definition: before, history, selected } = get();
    const selectedAfter = "select" in rest ? rest.select : selected;
    const entry = { label, mergeKey, before, after: definition, at: performance.now() };
    const known = { selectedBefore: selected, selectedAfter };
    set({
      definition,
      ...("select" in rest || mark ? chosen(selectedAfter, mark) : {}),
      history: record(history, { ...entry, ...known }),
    });
  };
  const go = (definition: Definition, selected: string | undefined, history: History): void =>
    set({ history, definition, ...chosen(selected) });
  return {
    edit(operations, options) {
      if (get().isReadOnly) return "read only";
      const result = applyEdits(get().definition, operations);
      if (!result.ok) return result.message;
      changeTo(result.definition, options);
      return undefined;
    },
    replace(definition, label) {
      if (get().isReadOnly) return "read only";
      changeTo(definition, { label, select: undefined });
      return undefined;
    },
    undo() {
      const [entry, history] = undo(get().history) ?? [];
      if (entry && history) go(entry.before, entry.selectedBefore, history);
    },
    redo() {
      const [entry, history] = redo(get().history) ?? [];
      if (entry && history) go(entry.after, entry.selectedAfter, history);
    },
  };
}

type SelectionActions = Pick<
  BuilderActions,
  "select" | "mark" | "closePanel" | "fillIn" | "tellAll" | "showProblems"
>;

function selectionActions(set: SetState): SelectionActions {
  return {
    select: (selected, isPanelOpen) =>
      set((state) => ({ ...chosen(selected), isPanelOpen: isPanelOpen ?? state.isPanelOpen })),
    mark: (ids, { selected, rangeStart = selected }) =>
      set((state) => ({
        ...chosen(selected !== undefined && ids.includes(selected) ? selected : ids[0], ids),
        rangeStart,
        isPanelOpen: state.isPanelOpen && ids.length < 2,
      })),
    closePanel: () => set({ isPanelOpen: false, filling: undefined }),
    fillIn: (id) => set({ ...chosen(id), isPanelOpen: true, filling: id }),
    tellAll: () => set({ filling: undefined }),
    showProblems: (areShown) =>
      set({ areProblemsOpen: areShown, ...(areShown && { filling: undefined }) }),
  };
}

const none: ReadonlySet<string> = new Set();

function chosen(
  selected: string | undefined,
  ids: readonly string[] = [],
): Pick<BuilderState, "selected" | "marked" | "rangeStart" | "filling"> {
  const marked = ids.length > 1 ? new Set(ids) : none;
  return { selected, marked, rangeStart: selected, filling: undefined };
}

const collapsedKey = (workflowId: string): string => `stepwell.collapsed.${workflowId}`;

function readCollapsed(workflowId: string): ReadonlySet<string> {
  try {
    return new Set(JSON.parse(readKept(collapsedKey(workflowId)) ?? "[]") as string[]);
  } catch {
    return new Set();
  }
}

function keepCollapsed(workflowId: string, collapsed: ReadonlySet<string>): void {
  keep(collapsedKey(workflowId), JSON.stringify([...collapsed]));
}

export function useBuilderStore(): BuilderStore {
  return useDraft().store;
}

export function useBuilder<T>(read: (state: BuilderState & BuilderActions) => T): T {
  return useStore(useBuilderStore(), read);
}

/** What is found of the draft as it is now: nothing about steps that are gone. */
export function useFindings(): readonly Finding[] {
  const definition = useBuilder((state) => state.definition);
  const findings = useBuilder((state) => state.findings);
  return useMemo(() => {
    if (findings.length === 0) return findings;
    const ids = new Set([...walkSteps(definition)].map(({ step }) => step.id));
    return findings.filter(({ stepId }) => stepId === null || ids.has(stepId));
  }, [definition, findings]);
}
