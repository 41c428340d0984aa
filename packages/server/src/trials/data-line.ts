import { isJsonObject, type Json } from "@stepwell/core";

const charactersMax = 300;

/** An event's data on one line, cut: of a request, its body is what tells one from another. */
export function dataLine(data: Json): string {
  const isRequest = isJsonObject(data) && "headers" in data && "body" in data;
  return JSON.stringify(isRequest ? data["body"] : data).slice(0, charactersMax);
}
