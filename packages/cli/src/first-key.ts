import { defaultUrl, givenDataDir } from "./options.ts";

/* What whoever has just started a server without keys has to do next. */

export interface StartedServer {
  /** The data directory as the command line said it. */
  readonly data: string | undefined;
  readonly url: string;
}

/** The commands can be copied as they are: they lead to this server and its data. */
export function describeFirstKey({ data, url }: StartedServer): string {
  const dir = givenDataDir(data);
  const where = dir === undefined ? "" : ` --data ${quoted(dir)}`;
  const address = url === defaultUrl ? "" : ` --url ${url}`;
  return [
    "No API key yet. Make one, and give it to the other commands:",
    `  npx stepwell keys create --name me --role owner${where}`,
    `  npx stepwell workflow list --key KEY${address}   (or STEPWELL_KEY${address && ", STEPWELL_URL"})`,
  ].join("\n");
}

/** The address works once, until the next start. */
export function describeSetup(setupUrl: string): string {
  return `Nobody can sign in yet. Become the owner in a browser, once:\n  ${setupUrl}`;
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
