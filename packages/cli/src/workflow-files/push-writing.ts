import {
  activateWorkflow,
  type AnswerOf,
  type Client,
  createWorkflow,
  publishWorkflow,
  replaceDraft,
} from "@stepwell/api";
import { bodyWith } from "./candidate.ts";
import { isSame, type PlannedPush } from "./push-plan.ts";

/* Carries out what was planned. */

export interface PushOptions {
  readonly publish?: boolean;
  readonly activate?: boolean;
  readonly note?: string;
}

export type PushAction = "created" | "updated" | "published" | "activated" | "unchanged";

export interface Pushed {
  readonly name: string;
  readonly place: string;
  /** Missing where nothing was written and there is none yet. */
  readonly id?: string;
  /** What was done, or would be; `unchanged` alone where nothing is. */
  readonly actions: readonly PushAction[];
}

/** What has to be done for one workflow, in that order. */
export function actionsOf(
  { target, changes, candidate }: PlannedPush,
  { publish = false, activate = false }: PushOptions,
): readonly PushAction[] {
  // The same thing published twice would only be noise among the versions.
  const isPublished = isSame(candidate.definition, target?.latest);
  const isActive = isPublished && isLatestActive(target);
  const wanted: readonly (readonly [PushAction, boolean])[] = [
    ["created", !target],
    ["updated", changes.length > 0],
    ["published", (publish || activate) && !isPublished],
    ["activated", activate && !isActive],
  ];
  const actions = wanted.filter(([, isWanted]) => isWanted).map(([action]) => action);
  return actions.length === 0 ? ["unchanged"] : actions;
}

function isLatestActive(target: PlannedPush["target"]): boolean {
  return target?.workflow.activeVersion === target?.workflow.latestVersion;
}

/**
 * Once its draft is written, and those of all workflows that it may call.
 * @throws ApiError where the draft has changed since
 */
export async function carryOut(
  call: Client,
  { planned, draft: { id, revision } }: Drafted,
  options: PushOptions,
): Promise<Pushed> {
  const { candidate } = planned;
  const actions = actionsOf(planned, options);
  const activate = actions.includes("activated");
  if (actions.includes("published")) {
    const body = { activate, revision, ...(options.note !== undefined && { note: options.note }) };
    await call(publishWorkflow, { params: { id }, body });
  } else if (activate) await call(activateWorkflow, { params: { id }, body: {} });
  return { name: candidate.definition.name, place: candidate.place, id, actions };
}

/** Published is what was written, and nothing that came in between. */
interface WrittenDraft {
  readonly id: string;
  readonly revision: number;
}

function written({ id, draft }: AnswerOf<typeof createWorkflow>): WrittenDraft {
  return { id, revision: draft.revision };
}

export interface Drafted {
  readonly planned: PlannedPush;
  readonly draft: WrittenDraft;
}

/** @throws ApiError where the draft has changed since it was looked at */
export async function writeDraft(
  call: Client,
  { candidate, target, changes }: PlannedPush,
): Promise<WrittenDraft> {
  const body = bodyWith(candidate.definition);
  if (!target) return written(await call(createWorkflow, { body }));
  const { id, draft } = target.workflow;
  if (changes.length === 0) return { id, revision: draft.revision };
  const change = { ...body, revision: draft.revision };
  return written(await call(replaceDraft, { params: { id }, body: change }));
}
