import {
  defineControl,
  jsonField,
  nullType,
  type Scope,
  StepError,
  textField,
  valueField,
} from "@stepwell/core";
import { z } from "zod";
import { headerName } from "../../http-syntax.ts";

const config = z.strictObject({
  status: valueField(z.int().min(200).max(599))
    .default(() => status200)
    .meta({ title: "Status", main: true }),
  headers: z.record(z.string().regex(headerName), textField()).default({}),
  body: jsonField().optional().meta({ title: "Body", main: true, ui: "json" }),
});

const status200 = valueField(z.int()).parse(200);

/** Headers that the server itself sets; a workflow must not. */
const reserved = new Set([
  "connection",
  "content-length",
  "transfer-encoding",
  "date",
  "keep-alive",
  "set-cookie",
  "trailer",
  "upgrade",
]);

/** What HTTP cannot carry in a header (RFC 9110 §5.5): line breaks, controls, letters over U+00FF. */
const unsendable = /[^\t\x20-\x7e\x80-\xff]/;

export const respond = defineControl({
  type: "respond",
  group: "connect",
  title: "Respond",
  summary: "Answers the HTTP request of a sync webhook and ends the run.",
  icon: "reply",
  sample: { status: 200, body: { ok: true } },
  endsRun: true,
  needsCaller: true,
  config,
  output: () => nullType,
  plan({ status, headers, body }, scope) {
    const response = {
      status: status.evaluate(scope) ?? 200,
      headers: headersOf(headers, scope),
      body: body?.evaluate(scope) ?? null,
    };
    return { kind: "end", end: { result: "succeed", reason: "end_step", response } };
  },
});

type Headers = z.output<typeof config>["headers"];

function headersOf(headers: Headers, scope: Scope): { readonly [name: string]: string } {
  const entries = Object.entries(headers).map(([name, value]) => {
    const text = value.evaluate(scope) ?? "";
    if (reserved.has(name.toLowerCase())) throw refused(name, "it is reserved for the server");
    if (unsendable.test(text))
      throw refused(
        name,
        "its value holds a line break or a letter that HTTP headers cannot carry",
      );
    return [name.toLowerCase(), text] as const;
  });
  return Object.fromEntries(entries);
}

function refused(name: string, why: string): StepError {
  return new StepError({
    code: "invalid_value",
    message: `The header ${name} cannot be sent: ${why}.`,
  });
}
