import { describe, expect, it } from "vitest";
import { headerName, isJsonType } from "./http-syntax.ts";

describe("a content type", () => {
  it.each([
    "application/json",
    "Application/JSON; charset=utf-8",
    "application/cloudevents+json",
    "application/vnd.api+json ; x=y",
    " text/json",
  ])("%s is JSON", (type) => {
    expect(isJsonType(type)).toBe(true);
  });

  it.each(["", "application/xml", "application/jsonp", "json", "text/plain; a=application/json"])(
    "“%s” is not",
    (type) => {
      expect(isJsonType(type)).toBe(false);
    },
  );
});

describe("a header's name", () => {
  it("is a token of at most 200 letters", () => {
    for (const name of ["x", "X-Kind", "a.b!#$%&'*+-.^_`|~9", "x".repeat(200)])
      expect(headerName.test(name)).toBe(true);
    for (const name of ["", "a b", "a:b", "ä", "a\n", "x".repeat(201)])
      expect(headerName.test(name)).toBe(false);
  });
});
