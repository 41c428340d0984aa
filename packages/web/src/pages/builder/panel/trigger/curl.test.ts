import { describe, expect, it } from "vitest";
import { curlOf } from "./curl.ts";

describe("the command that calls a webhook", () => {
  it("has the sample as its body, safe from the shell", () => {
    expect(curlOf("http://x/hooks/1", undefined, { name: "O'Hara" })).toBe(
      [
        "curl -X POST 'http://x/hooks/1' \\",
        "  -H 'content-type: application/json' \\",
        String.raw`  -d '{"name":"O'\''Hara"}'`,
      ].join("\n"),
    );
  });

  it("names the user, and a stored password only by a word", () => {
    const auth = { kind: "basic", username: "ada", password: "{{ secrets.hook }}" };
    expect(curlOf("http://x", auth, 1)).toContain("-u 'ada:PASSWORD'");
    expect(curlOf("http://x", { ...auth, password: "pw" }, 1)).toContain("-u 'ada:pw'");
  });
});
