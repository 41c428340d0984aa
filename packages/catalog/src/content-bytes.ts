import { isJsonObject, type Json, StepError, textOf } from "@stepwell/core";

/** The content of a file as steps are given it: text, or bytes as base64. */
export interface FileContent {
  readonly content?: Json | undefined;
  readonly base64?: Json | undefined;
}

const base64Text = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** `{"base64": …}` as content is what a step gives that has read bytes. @throws StepError */
export function contentBytes({ content, base64 }: FileContent, place: string): Buffer {
  if (base64 !== undefined && content !== undefined)
    throw invalid(`${place} has content and base64; one of them is needed`);
  if (base64 !== undefined) return decoded(base64, place);
  if (content === undefined) throw invalid(`${place} has neither content nor base64`);
  if (isJsonObject(content) && Object.keys(content).join() === "base64")
    return decoded(content["base64"], place);
  return Buffer.from(textOf(content));
}

function decoded(base64: Json | undefined, place: string): Buffer {
  const text = typeof base64 === "string" ? base64.replaceAll(/\s/g, "") : undefined;
  if (text === undefined || !base64Text.test(text)) throw invalid(`${place} is not valid base64`);
  return Buffer.from(text, "base64");
}

function invalid(message: string): StepError {
  return new StepError({ code: "invalid_value", message });
}
