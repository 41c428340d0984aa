import { describe, expect, it } from "vitest";
import { readCauses, writeCauses } from "./causes.ts";

const cause = (number: number) => ({ workflowId: `wf_${number}`, runId: `run_${number}` });

describe("the causal chain in a header", () => {
  it("comes back as it was written, with the newest cause last", () => {
    const header = writeCauses([cause(1), cause(2), cause(3)], "key");
    expect(readCauses(header, "key")).toEqual([cause(1), cause(2), cause(3)]);
  });

  it("keeps the newest sixty-four", () => {
    const long = Array.from({ length: 100 }, (_, index) => cause(index));
    const read = readCauses(writeCauses([...long, cause(100)], "key"), "key");
    expect(read).toHaveLength(64);
    expect(read.at(-1)).toEqual(cause(100));
  });

  it("is worth nothing with another key, another chain, or without a signature", () => {
    const header = writeCauses([cause(1)], "key");
    const [, signature = ""] = header.split(";");
    const forged = [
      header.replace("run_1", "run_2"),
      `${header}x`,
      `wf_2~run_2;${signature}`,
      "wf_1~run_1",
      "wf_1~run_1;",
      ";",
      "",
      undefined,
    ];
    for (const text of forged) expect(readCauses(text, "key")).toEqual([]);
    expect(readCauses(header, "other")).toEqual([]);
  });
});
