import type { RunRow } from "@stepwell/core";

/* What a stream can be asked to tell of: `runs`, `workflow:ID`, `run:ID`, `draft:ID`. */

const topicsMax = 50;

export type Topic =
  | { readonly kind: "runs" }
  /** Of the workflow: its runs; of the draft: its revisions, under the workflow's id. */
  | { readonly kind: "workflow" | "run" | "draft"; readonly id: string };

export type TopicsParse =
  | { readonly ok: true; readonly topics: readonly Topic[] }
  | { readonly ok: false; readonly message: string };

/** Each text may name several with commas between; none is there twice. */
export function parseTopics(texts: readonly string[]): TopicsParse {
  const named = texts.flatMap((text) => text.split(",").map((topic) => topic.trim()));
  const unique = new Set(named);
  if (unique.size > topicsMax) return { ok: false, message: tooMany(unique.size) };
  const topics: Topic[] = [];
  for (const text of unique) {
    const topic = parseTopic(text);
    if (!topic) return { ok: false, message: `There is no topic “${text}”.` };
    topics.push(topic);
  }
  return { ok: true, topics };
}

function parseTopic(text: string): Topic | undefined {
  if (text === "runs") return { kind: "runs" };
  const [kind, id, ...rest] = text.split(":");
  if (id === undefined || rest.length > 0 || !/^\w{1,100}$/.test(id)) return undefined;
  return kind === "workflow" || kind === "run" || kind === "draft" ? { kind, id } : undefined;
}

function tooMany(count: number): string {
  return `A stream follows at most ${topicsMax} topics, and ${count} are given. Ask for fewer: “runs” tells of every run.`;
}

export function concernsRun(topic: Topic, { id, workflowId }: RunRow): boolean {
  switch (topic.kind) {
    case "runs":
      return true;
    case "workflow":
      return topic.id === workflowId;
    case "run":
      return topic.id === id;
    case "draft":
      return false;
  }
}
