import { isJsonObject, type Json, StepError, textOf } from "@stepwell/core";
import type { HttpRequest } from "./definition.ts";
import { multipart } from "./multipart.ts";
import { pairsOf } from "./named-values.ts";

export interface RequestBody {
  readonly data: Uint8Array | string;
  readonly contentType: string;
}

type TextType = Exclude<HttpRequest["bodyType"], "multipart" | "none">;

const contentTypes: { readonly [type in TextType]: string } = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  text: "text/plain; charset=utf-8",
  xml: "application/xml",
};

const writers: { readonly [type in TextType]: (body: Json) => string } = {
  json: (body) => JSON.stringify(body),
  form: formText,
  text: textOf,
  xml: textOf,
};

/** The body as it goes out; undefined where there is none. @throws StepError */
export function requestBody({ body, bodyType }: HttpRequest): RequestBody | undefined {
  if (body === undefined || bodyType === "none") return undefined;
  if (bodyType === "multipart") return multipart(body);
  return { data: writers[bodyType](body), contentType: contentTypes[bodyType] };
}

function formText(body: Json): string {
  if (!isJsonObject(body))
    throw new StepError({
      code: "invalid_value",
      message: "the body of a form must be an object of names and values",
    });
  const pairs = pairsOf(body, "body");
  return new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, value]),
  ).toString();
}
