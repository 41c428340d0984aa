import { Command } from "commander";
import { addDoctor } from "./commands/doctor.ts";
import { addKeys } from "./commands/keys.ts";
import { addRuns } from "./commands/runs.ts";
import { addStart } from "./commands/start.ts";
import { addWorkflows } from "./commands/workflows.ts";
import { CliError } from "./cli-error.ts";
import { version } from "./version.ts";

const program = new Command("stepwell")
  .description("Stepwell: workflow automation that loses nothing in a crash")
  .version(version)
  .showHelpAfterError();
addStart(program);
addKeys(program);
addWorkflows(program);
addRuns(program);
addDoctor(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CliError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
