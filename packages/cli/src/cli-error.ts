/** A mistake of the caller, or a refusal of the server: told in one line, without a stack. */
export class CliError extends Error {
  override readonly name = "CliError";
}
