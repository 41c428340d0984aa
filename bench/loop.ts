import { registry } from "@stepwell/catalog";
import {
  advance,
  compileProgram,
  defaultRunSettings,
  isEnded,
  newRun,
  parseDefinition,
  type Program,
  type Run,
} from "@stepwell/core";
import { median } from "./processes.ts";

const rounds = 50;

const definition = {
  format: "stepwell/v1",
  name: "Loop",
  trigger: { type: "event", config: { type: "bench" } },
  steps: [
    {
      id: "each",
      type: "loop",
      config: { over: "{{ trigger.items }}" },
      branches: [
        {
          id: "body",
          steps: [
            {
              id: "line",
              type: "calculate",
              config: { engine: "formula", expression: "scopes.each.item * 2" },
            },
          ],
        },
      ],
    },
  ],
};

/** A loop of 1,000 compute items in the interpreter alone, in milliseconds. */
export function measureLoop(): object {
  const parsed = parseDefinition(definition);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const workflow = { id: "wf", name: "Loop" };
  const source = { workflow, version: 1, definition: parsed.definition };
  const program = compileProgram(source, registry);
  const times = Array.from({ length: rounds }, () => time(program));
  return {
    scenario: "loop of 1,000 items",
    medianMs: Number(median(times).toFixed(2)),
    firstMs: Number((times[0] ?? 0).toFixed(2)),
    aimMs: 15,
  };
}

function time(program: Program): number {
  const items = Array.from({ length: 1000 }, (_, index) => index);
  const event = {
    id: "e",
    type: "bench",
    source: "bench",
    time: "2026-01-01T00:00:00.000Z",
    data: { items },
    causes: [],
  };
  const startedAt = performance.now();
  const settings = defaultRunSettings;
  let run: Run = newRun(program, { id: "run", number: 1, attempt: 1, event, settings });
  run = advance(program, run, { kind: "start", at: 0 });
  while (!isEnded(run)) run = advance(program, run, { kind: "proceed", at: 0 });
  return performance.now() - startedAt;
}
