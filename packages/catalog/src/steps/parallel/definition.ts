import {
  defineControl,
  type FrameSummary,
  type JsonObject,
  objectOf,
  type Plan,
  anyObject,
  required,
} from "@stepwell/core";
import { z } from "zod";

export const parallel = defineControl({
  type: "parallel",
  group: "flow",
  title: "Parallel",
  summary: "Runs its branches at the same time and goes on when all, any or the first have ended.",
  icon: "git-fork",
  sample: { mode: "all" },
  branches: { kind: "free", min: 1 },
  config: z.strictObject({
    mode: z.enum(["all", "any", "race", "all_settled"]).default("all"),
  }),
  areBranchesCertain: ({ mode }) => mode === "all",
  output: () => objectOf({ branches: anyObject }),
  plan: ({ mode }, _scope, { ids }): Plan => ({
    kind: "frames",
    frames: {
      count: ids.length,
      concurrency: ids.length,
      join: mode,
      keepsOutcomes: true,
      frame(index) {
        const branch = required(ids[index], "a frame for each branch");
        return { branch, key: branch, scope: {} };
      },
      output: ({ outcomes }) => ({ branches: inOrder(ids, outcomes) }),
    },
  }),
});

/** In the order of the branches, not of their ends. */
function inOrder(ids: readonly string[], outcomes: FrameSummary["outcomes"]): JsonObject {
  return Object.fromEntries(ids.map((id) => [id, outcomes[id] ?? "canceled"]));
}
