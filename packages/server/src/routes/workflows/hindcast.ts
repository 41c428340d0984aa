import { setImmediate } from "node:timers/promises";
import type { hindcastWorkflow } from "@stepwell/api";
import { makeHindcast } from "@stepwell/core";
import type { Call, Handler } from "../../call.ts";
import { calculateFor } from "../../trials/calculation.ts";
import { dataLine } from "../../trials/data-line.ts";
import { pastEntries, readPast } from "../../trials/past-events.ts";
import { trialProgram } from "../../trials/trial-program.ts";
import { loadWorkflow } from "./load.ts";

/** How long to work before others get their turn. */
const sliceMs = 10;

export const hindcast: Handler<typeof hindcastWorkflow> = async (call) => {
  const { environment, server, params, body, signal } = call;
  const row = await loadWorkflow(environment, params.id);
  const program = await trialProgram(environment, row, body);
  const entries = await pastEntries(environment, program, rangeOf(call));
  const workflowId = row.id;
  const gathering = makeHindcast(program, (identity) =>
    calculateFor(environment, { identity, workflowId, signal }),
  );
  const data = new Map<string, string>();
  let skipped = 0;
  let sliceStart = server.clock.now();
  for (const entry of entries) {
    if (signal.aborted) break;
    const past = await readPast(environment, entry);
    if (past) {
      await gathering.add(past);
      data.set(entry.eventId, dataLine(past.event.data));
    } else skipped += 1;
    if (server.clock.now() - sliceStart < sliceMs) continue;
    await setImmediate();
    sliceStart = server.clock.now();
  }
  const report = gathering.report();
  const runs = report.runs.map((run) => ({ ...run, data: data.get(run.eventId) ?? "" }));
  return { ...report, runs, skipped: skipped + report.skipped };
};

function rangeOf({ body: { last, from, to } }: Call<typeof hindcastWorkflow>) {
  const at = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
  return { last, from: at(from), to: at(to) };
}
