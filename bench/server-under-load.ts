import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  activateWorkflow,
  type Client,
  createWorkflow,
  makeClient,
  publishWorkflow,
  setLimits,
} from "@stepwell/api";
import { nodeFlags } from "../packages/cli/bin/node-flags.mjs";
import { type Measured, startProcess } from "./processes.ts";

/* A Stepwell server of its own for the measurement. */

const root = join(import.meta.dirname, "..");
const script = join(root, "packages/cli/bin/stepwell.mjs");
const launched = { STEPWELL_LAUNCHED: "1", STEPWELL_OUTBOUND_ALLOW: "127.0.0.1" };

export interface ServerUnderLoad extends Measured {
  readonly call: Client;
  /** Runs that have succeeded since the start. */
  succeeded(): Promise<number>;
}

export async function startStepwell(dataDir: string): Promise<ServerUnderLoad> {
  const args = ["start", "--data", dataDir, "--port", "0"];
  const measured = await startProcess(
    [...nodeFlags, script, ...args],
    /ready at http:\S+:(\d+)/,
    launched,
  );
  const keyArgs = [
    script,
    "keys",
    "create",
    "--name",
    "bench",
    "--role",
    "owner",
    "--data",
    dataDir,
  ];
  const env = { ...process.env, ...launched };
  const output = execFileSync(process.execPath, keyArgs, {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const key = output.toString().trim();
  const url = `http://127.0.0.1:${measured.port}`;
  const call = makeClient({ url, key, environment: "live" });
  // Each scenario is a workflow of its own.
  await call(setLimits, { body: { activeWorkflowsMax: 100, workflowsMax: 100 } });
  return {
    ...measured,
    call,
    async succeeded() {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      const line = /stepwell_runs_ended_total\{environment="live",status="succeeded"\} (\d+)/;
      return Number(line.exec(metrics)?.[1] ?? 0);
    },
  };
}

/** Path of the webhook of a new, active workflow. */
export async function deployWebhook(
  { call }: ServerUnderLoad,
  definition: object,
): Promise<string> {
  const { id } = await call(createWorkflow, { body: { definition: definition as never } });
  await call(publishWorkflow, { params: { id }, body: {} });
  const { trigger } = await call(activateWorkflow, { params: { id }, body: {} });
  return new URL(trigger.url ?? "").pathname;
}

export function exampleDefinition(name: string): object {
  return JSON.parse(
    readFileSync(join(root, "examples", name, `${name}.flow.json`), "utf8"),
  ) as object;
}
