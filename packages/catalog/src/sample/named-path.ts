import { jsonField } from "@stepwell/core";
import { z } from "zod";
import { checkUniqueNames } from "../unique-names.ts";
import { parsePath, pathHint } from "./value-path.ts";

const forbiddenNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** A place in a value, and the name that what is found there gets. */
const namedPath = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z_]\w{0,63}$/, "a name has letters, digits and _, at most 64, no digit first")
    .refine((name) => !forbiddenNames.has(name), { message: "this name is taken" }),
  path: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .refine((text) => parsePath(text) !== undefined, { message: pathHint }),
  default: jsonField().optional(),
});

export const namedPaths = z.array(namedPath).min(1).max(200).superRefine(checkUniqueNames);

export type NamedPath = z.output<typeof namedPath>;
