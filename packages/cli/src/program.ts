import { Command } from "commander";
import { CliError } from "./cli-error.ts";
import { addEventTypes } from "./commands/event-types.ts";
import { addConnections } from "./commands/connections.ts";
import { addDiff } from "./commands/diff.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addHindcast } from "./commands/hindcast.ts";
import { addKeys } from "./commands/keys.ts";
import { addPromote } from "./commands/promote.ts";
import { addPull } from "./commands/pull.ts";
import { addPush } from "./commands/push.ts";
import { addRuns } from "./commands/runs.ts";
import { addSecrets } from "./commands/secrets.ts";
import { addSettings } from "./commands/settings.ts";
import { addStart } from "./commands/start.ts";
import { addUsers } from "./commands/users.ts";
import { addWorkflows } from "./commands/workflows.ts";
import { explain } from "./explain.ts";
import { note } from "./print.ts";
import { version } from "./version.ts";

function makeProgram(): Command {
  const program = new Command("stepwell")
    .description("Stepwell: workflow automation that loses nothing in a crash")
    .version(version)
    .showHelpAfterError();
  addStart(program);
  addKeys(program);
  addUsers(program);
  addWorkflows(program);
  addPull(program);
  addDiff(program);
  addPush(program);
  addPromote(program);
  addHindcast(program);
  addRuns(program);
  addConnections(program);
  addEventTypes(program);
  addSecrets(program);
  addSettings(program);
  addDoctor(program);
  return program;
}

/** Carries out one command line. Mistakes are told in words; what is left is a bug of ours. */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await makeProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    const explained = explain(error);
    if (!(explained instanceof CliError)) throw explained;
    note(explained.message);
    process.exitCode = 1;
  }
}
