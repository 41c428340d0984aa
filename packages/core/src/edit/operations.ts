import { z } from "zod";
import {
  branchSchema,
  definitionSchema,
  settingsSchema,
  stepSchema,
  triggerSchema,
} from "../definition.ts";

/*
 * The builder's edits, as data: the web app, the API, undo, autosave and the audit log share them.
 * `applyEdits` carries them out.
 */

const id = z.string().min(1).max(64);

/** Where a step stands: the top list, or a branch of a step; then the index in that list. */
const place = z.strictObject({
  branch: z.strictObject({ stepId: id, branchId: id }).optional(),
  index: z.int().min(0),
});

const stepDetails = stepSchema.omit({ id: true, config: true, branches: true }).partial();
const details = definitionSchema
  .pick({ name: true, description: true, folder: true, tags: true })
  .partial();

export const editOperationSchema = z.discriminatedUnion("op", [
  z.strictObject({ op: z.literal("insertStep"), step: stepSchema, at: place }),
  z.strictObject({ op: z.literal("removeStep"), stepId: id }),
  z.strictObject({ op: z.literal("moveStep"), stepId: id, to: place }),
  z.strictObject({ op: z.literal("renameStep"), stepId: id, newId: stepSchema.shape.id }),
  z.strictObject({ op: z.literal("setConfig"), stepId: id, config: stepSchema.shape.config }),
  /** Fields in `set` replace the step's; those named in `clear` go. */
  z.strictObject({
    op: z.literal("updateStep"),
    stepId: id,
    set: stepDetails.default({}),
    clear: z
      .array(z.enum(["title", "retry", "timeout", "onError", "disabled", "note"]))
      .default([]),
  }),
  z.strictObject({
    op: z.literal("addBranch"),
    stepId: id,
    branch: branchSchema,
    index: z.int().min(0),
  }),
  z.strictObject({ op: z.literal("removeBranch"), stepId: id, branchId: id }),
  z.strictObject({
    op: z.literal("updateBranch"),
    stepId: id,
    branchId: id,
    set: branchSchema.pick({ title: true, when: true }).partial(),
  }),
  z.strictObject({ op: z.literal("setTrigger"), trigger: triggerSchema }),
  z.strictObject({ op: z.literal("setDetails"), set: details }),
  z.strictObject({ op: z.literal("setSettings"), settings: settingsSchema }),
]);

export type EditOperation = z.output<typeof editOperationSchema>;
export type Place = z.output<typeof place>;
