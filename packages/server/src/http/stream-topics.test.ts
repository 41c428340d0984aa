import { describe, expect, it } from "vitest";
import { parseTopics } from "./stream-topics.ts";

const topicsOf = (...texts: readonly string[]) => {
  const parsed = parseTopics(texts);
  return parsed.ok ? parsed.topics : parsed.message;
};
const drafts = (count: number) => Array.from({ length: count }, (_, index) => `draft:wf_${index}`);

describe("parseTopics", () => {
  it("reads each kind, with commas between or given several times", () => {
    expect(topicsOf("runs, workflow:wf_1", "run:run_1,draft:wf_2")).toEqual([
      { kind: "runs" },
      { kind: "workflow", id: "wf_1" },
      { kind: "run", id: "run_1" },
      { kind: "draft", id: "wf_2" },
    ]);
  });

  it("takes a topic that is named again for the same", () => {
    expect(topicsOf("draft:a,run:a, draft:a", "runs,runs", "draft:a")).toEqual([
      { kind: "draft", id: "a" },
      { kind: "run", id: "a" },
      { kind: "runs" },
    ]);
  });

  it("takes so many that a page can show them, and says how many these are", () => {
    expect(topicsOf(drafts(50).join(","))).toHaveLength(50);
    expect(topicsOf(...drafts(50), ...drafts(50))).toHaveLength(50);
    expect(topicsOf(drafts(51).join(","))).toBe(
      "A stream follows at most 50 topics, and 51 are given. Ask for fewer: “runs” tells of every run.",
    );
  });

  it.each(["", "secrets", "draft:", "runs:a", "run:a/b", "run:a:b", `run:${"a".repeat(101)}`])(
    "knows no topic “%s”",
    (text) => {
      expect(topicsOf("runs", text)).toBe(`There is no topic “${text}”.`);
    },
  );
});
