import { expect, it } from "vitest";
import { identity } from "../interpreter/laws/definition-of.suite.ts";
import type { PerformDebt } from "../interpreter/debts.ts";
import { loop, sampleProgram } from "../interpreter/sample-runs.suite.ts";
import type { Json } from "../json.ts";
import type { Program } from "../program.ts";
import { makeHindcast, type PastEvent } from "./hindcast.ts";
import { compareEffects } from "./comparison.ts";
import { imagine, type ImagineOptions, type Outside } from "./imagine.ts";
import { replayedOutside } from "./replayed-outside.ts";

const { event, settings } = identity;
const receivedAt = Date.parse("2026-11-21T12:00:00Z");

const answers: Outside = {
  perform: ({ request }) => ({
    value: { ok: true, output: { got: request["of"] ?? null } },
    tookMs: 5,
    source: "performed",
  }),
  call: () => ({ value: { ok: true, end: undefined }, tookMs: 0, source: "performed" }),
  signal: () => undefined,
};

async function pastOf(program: Program): Promise<PastEvent> {
  const { facts } = await imagine(program, identity, { outside: answers, startAt: receivedAt });
  return { event, receivedAt, settings, run: { program, identity, facts } };
}

async function hindcast(
  draft: Program,
  past: PastEvent,
  limits?: Pick<ImagineOptions, "factsMax">,
) {
  const gathering = makeHindcast(draft, () => () => undefined, limits);
  await gathering.add(past);
  return gathering.report();
}

const act = (id: string, of: Json) => ({ id, type: "act", config: { of: [of], once: false } });
const acts = (...ids: readonly string[]) => sampleProgram(ids.map((id) => act(id, 1)));

it("a run that is too long to be imagined is left out, and counted", async () => {
  const program = acts("a", "b");
  const past = await pastOf(program);
  expect(await hindcast(program, past, { factsMax: 2 })).toMatchObject({
    events: 0,
    skipped: 1,
    runs: [],
    answers: { recorded: 0 },
  });
  expect(await hindcast(program, past, { factsMax: 3 })).toMatchObject({ events: 1, skipped: 0 });
});

it("each of several equal acts is taken once, that of the same step run first", async () => {
  const past = await pastOf(acts("a", "b", "c"));
  const more = await hindcast(acts("c", "b", "a", "d"), past);
  expect(more.answers).toEqual({ recorded: 3, assumed: 1, performed: 0 });
  const added = [{ stepId: "d" }];
  expect(more.runs[0]?.effects).toMatchObject({ removed: [], added, changed: [] });
  const renamed = await hindcast(acts("x", "b", "a"), past);
  expect(renamed.answers).toEqual({ recorded: 3, assumed: 0, performed: 0 });
});

it("an equal act of the same step is taken before that of another one", async () => {
  const loopOf = (id: string) => loop(id, { count: 1 }, [act("a", 1)]);
  const recorded = sampleProgram([act("b", 1), loopOf("each")]);
  // The act of a has another path now, and still the answer that a had.
  const report = await hindcast(
    sampleProgram([loopOf("other"), act("b", 1)]),
    await pastOf(recorded),
  );
  expect(report.answers).toEqual({ recorded: 2, assumed: 0, performed: 0 });
});

const count = 20_000;
/** Many times what it takes; where each looks through all the others, it takes longer. */
const msMax = 5000;
const numbers = Array.from({ length: count }, (_, index) => index);
const effectOf = (n: number, value = n) => ({
  stepId: "a",
  type: "act",
  path: `each/${n}/a`,
  request: { of: [value] },
});

it("comparing takes time in proportion to the effects", () => {
  const before = numbers.map((n) => effectOf(n));
  const start = performance.now();
  const turned = compareEffects(before, before.toReversed());
  expect(turned).toEqual({ removed: [], added: [], changed: [] });
  const changed = compareEffects(
    before,
    numbers.map((n) => effectOf(n, n + count)),
  );
  expect(changed.changed).toHaveLength(count);
  expect(performance.now() - start).toBeLessThan(msMax);
});

it("finding what was answered takes time in proportion to the effects", () => {
  const outcome = { ok: true, output: 1 } as const;
  const rest = { isOutside: true, begun: 1, attempts: [{ outcome, tookMs: 1 }] };
  const effects = numbers.map((n) => ({ ...effectOf(n), ...rest }));
  const calls = numbers.map((n) => ({
    path: `each/${n}/call`,
    call: { workflow: "w", input: n },
    calledMs: 1,
    refusal: undefined,
    end: undefined,
  }));
  const outside = replayedOutside({ effects, calls, signals: new Map() }, () => undefined);
  const step = { id: "a", type: "act", config: {} };
  const sources = new Set<string | undefined>();
  const start = performance.now();
  for (const n of numbers.toReversed()) {
    const { path } = effectOf(n);
    const debt = { step, path, attempt: 1, request: { of: [count - 1 - n] } };
    const answer = outside.perform(debt as unknown as PerformDebt, 0);
    const call = { path, call: { workflow: "w", input: n } };
    sources.add(answer && "source" in answer ? answer.source : undefined);
    sources.add(outside.call(call).source);
  }
  expect([...sources]).toEqual(["recorded"]);
  expect(performance.now() - start).toBeLessThan(msMax);
});
