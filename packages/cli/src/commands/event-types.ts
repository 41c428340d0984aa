import { type AnswerOf, type Client, listEventTypes, setEventType } from "@stepwell/api";
import { eventTypePattern, eventTypeRule } from "@stepwell/core";
import type { Command } from "commander";
import { readDefinitionFile } from "../definition-file.ts";
import { CliError } from "../cli-error.ts";
import { note, print, table } from "../print.ts";
import { type ServerOptions, withClient, withServer } from "../server-options.ts";

export function addEventTypes(program: Command): void {
  const types = program.command("event-types").description("Types of events of a running server");
  withServer(types.command("list").description("List what is registered and what has come")).action(
    list,
  );
  withServer(
    types
      .command("set <file>")
      .description(
        "Register the types of a file (JSON or YAML): name → category, schema, sample …",
      ),
  ).action(set);
}

type EventType = AnswerOf<typeof listEventTypes>["items"][number];

async function all(call: Client): Promise<readonly EventType[]> {
  const items: EventType[] = [];
  let cursor: string | null | undefined;
  do {
    const page = { limit: "200", ...(typeof cursor === "string" && { cursor }) };
    const answer = await call(listEventTypes, { query: page });
    items.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return items;
}

async function list(options: ServerOptions): Promise<void> {
  const items = await withClient(options, all);
  if (options.json === true) return print(JSON.stringify(items));
  const rows = items.map(({ name, category, learnt, activeWorkflows, lastSeenAt }) => [
    name,
    category ?? "",
    learnt ? "learnt" : "registered",
    String(activeWorkflows),
    lastSeenAt ?? "never",
  ]);
  return print(table(["TYPE", "CATEGORY", "KNOWN AS", "WORKFLOWS", "LAST SEEN"], rows));
}

/** All names are looked at before the first type is registered. */
async function set(file: string, options: ServerOptions): Promise<void> {
  const types = Object.entries<object>(readDefinitionFile(file));
  const bad = types.find(([name]) => !eventTypePattern.test(name));
  if (bad) throw new CliError(`${file}: “${bad[0]}” is no event type: ${eventTypeRule}.`);
  const done = await withClient(options, async (call) => {
    const items: EventType[] = [];
    for (const [name, body] of types)
      items.push(await call(setEventType, { params: { name }, body: body }));
    return items;
  });
  if (options.json === true) return print(JSON.stringify(done));
  return note(`${done.length} types of events are registered.`);
}
