import { describe, expect, it } from "vitest";
import { useHttpStep } from "./http-step.suite.ts";
import { multipart } from "./multipart.ts";

const step = useHttpStep();

/** What a standard reader makes of the body that arrived. */
async function received(body: object): Promise<FormData> {
  const seen = await step.seen({ method: "POST", bodyType: "multipart", body: body as never });
  const headers = { "content-type": seen.headers["content-type"] ?? "" };
  return new Response(seen.body, { headers }).formData();
}

describe("a multipart body", () => {
  it("has fields and files", async () => {
    const form = await received({
      note: "größer",
      count: 3,
      tags: ["a", "b"],
      none: null,
      report: { filename: "r.csv", contentType: "text/csv", content: "a;b" },
      raw: { base64: "AAEC" },
    });
    expect([form.get("note"), form.get("count"), form.getAll("tags")]).toEqual([
      "größer",
      "3",
      ["a", "b"],
    ]);
    expect(form.has("none")).toBe(false);
    const report = form.get("report") as File;
    expect([report.name, report.type, await report.text()]).toEqual(["r.csv", "text/csv", "a;b"]);
    const raw = form.get("raw") as File;
    expect([raw.name, raw.type, await raw.bytes()]).toEqual([
      "raw",
      "application/octet-stream",
      new Uint8Array([0, 1, 2]),
    ]);
  });

  it("may be a list, with names in any order", async () => {
    const form = await received([
      { name: "b", value: "1" },
      { name: "a", filename: "x.bin", base64: "AA==" },
      { name: "b", value: 2 },
    ]);
    expect([...form.keys()]).toEqual(["b", "a", "b"]);
    expect(form.getAll("b")).toEqual(["1", "2"]);
  });

  it("takes what a step that read bytes gives as a file's content", async () => {
    const form = await received({ copy: { content: { base64: "AAEC" } } });
    expect(await (form.get("copy") as File).bytes()).toEqual(new Uint8Array([0, 1, 2]));
  });

  it("is the same for the same parts", () => {
    expect(multipart({ a: "b" })).toEqual(multipart({ a: "b" }));
  });

  it("cannot be broken by a name, a file name or content", async () => {
    const name = 'x"\r\nContent-Type: text/html\r\n\r\n';
    const { data, contentType } = multipart({ a: "--boundary--\r\n" });
    const boundary = contentType.split("boundary=")[1] ?? "";
    const form = await received({
      [name]: "1",
      file: { filename: name, content: `--${boundary}--${Buffer.from(data).toString()}` },
    });
    expect([...form.keys()].length).toBe(2);
    expect([...form.values()][0]).toBe("1");
    expect(await (form.get("file") as File).text()).toContain(boundary);
  });

  it.each<[string, unknown]>([
    ["text", "a"],
    ["an entry without a name", [{ value: "x" }]],
    ["an object that is no file", { a: { b: 1 } }],
    ["content and base64", { a: { content: "x", base64: "AA==" } }],
    ["bytes that are not base64", { a: { base64: "%" } }],
    ["a content type with a line break", { a: { content: "x", contentType: "a/b\r\nx: y" } }],
  ])("is refused as %s", async (_what, body) => {
    const failure = await step.failureOf({
      method: "POST",
      bodyType: "multipart",
      body: body as never,
    });
    expect(failure).toMatchObject({ code: "invalid_value", retryable: false });
  });
});
