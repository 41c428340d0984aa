import {
  type CallEnd,
  defineWait,
  jsonField,
  type Plan,
  StepError,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";

export const callWorkflow = defineWait({
  type: "call_workflow",
  group: "flow",
  title: "Call workflow",
  summary: "Runs another workflow with input and gives its output to later steps.",
  icon: "workflow",
  sample: { workflow: "Ship an order", input: { order: "{{ trigger.body.id }}" } },
  config: z.strictObject({
    workflow: z
      .string()
      .min(1)
      .max(200)
      .meta({ title: "Workflow", description: "Its id or name", ui: "workflow" }),
    input: jsonField()
      .default(() => nothing)
      .meta({ title: "Input", ui: "json" }),
  }),
  // The called workflow of a sync one is sync too: it never has to wait long.
  canWait: false,
  calls: ({ workflow, input }) => ({ workflow, input }),
  output: () => unknownType,
  wait: ({ workflow, input }, scope) => ({
    call: { workflow, input: input.evaluate(scope) ?? {} },
    resume: (end) =>
      end.by === "call" ? outputOf(workflow, end.end) : { kind: "pass", output: null },
  }),
});

const nothing = jsonField().parse({});

function outputOf(workflow: string, { runId, status, reason, message, output }: CallEnd): Plan {
  if (status === "succeeded") return { kind: "pass", output };
  throw new StepError({
    code: "called_run_failed",
    message: `the run of workflow "${workflow}" ended as ${status}${message === null ? "" : `: ${message}`}`,
    details: { runId, status, reason, output },
  });
}
