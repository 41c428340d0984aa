/* Some twenty workflows of the catalogue's step types, each small enough for every pair of crashes. */

type Step = object;

const retry = { attempts: 3, initialDelay: 100, maxDelay: 1000 };

function http(id: string, url = id, more: object = {}): Step {
  const body = { of: "{{ trigger.id }}" };
  return { id, type: "http", config: { method: "POST", url: `http://w/${url}`, body }, ...more };
}

function once(id: string): Step {
  const config = { method: "POST", url: `http://w/${id}`, atMostOnce: true };
  return { id, type: "http", config, onError: "continue" };
}

function calculate(id: string, expression: string): Step {
  return { id, type: "calculate", config: { engine: "formula", expression } };
}

function delay(id: string, seconds: number): Step {
  return { id, type: "delay", config: { for: { amount: seconds, unit: "seconds" } } };
}

function loop(id: string, steps: readonly Step[], config: object = {}): Step {
  return {
    id,
    type: "loop",
    config: { over: "{{ trigger.items }}", ...config },
    branches: [{ id: "body", steps }],
  };
}

function parallel(id: string, mode: string, branches: readonly (readonly Step[])[]): Step {
  const named = branches.map((steps, index) => ({ id: `b${index}`, steps }));
  return { id, type: "parallel", config: { mode }, branches: named };
}

function condition(id: string, yes: readonly Step[], no: readonly Step[]): Step {
  return {
    id,
    type: "condition",
    config: {
      mode: "branches",
      if: { left: "{{ trigger.total }}", operator: "greater_than", right: 10 },
    },
    branches: [
      { id: "yes", steps: yes },
      { id: "no", steps: no },
    ],
  };
}

const output: Step = { id: "out", type: "output", config: { value: "{{ vars.sum }}" } };

function sum(id: string, expression: string): Step {
  return { id, type: "variable", config: { name: "sum", value: expression } };
}

export interface SimulatedWorkflow {
  readonly name: string;
  /** Acts on the world without a crash, planned failures included. */
  readonly effects: number;
  readonly steps: readonly Step[];
  readonly settings?: object;
  /** Deployed beside it, by name; with the trigger `call` unless they listen to a type of event. */
  readonly others?: readonly OtherWorkflow[];
  /** Sent one by one, each when nothing else is left to happen. */
  readonly events?: readonly { readonly type: string; readonly data: object }[];
  /** A crash may change the outputs: an at-most-once action is uncertain, an answer another one. */
  readonly isUncertain?: boolean;
}

export interface OtherWorkflow {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly listens?: string;
}

function call(id: string, workflow: string): Step {
  const input = { id: "{{ trigger.id }}" };
  return { id, type: "call_workflow", config: { workflow, input } };
}

function waitFor(id: string, type: string, field: string): Step {
  const match = [{ field, equals: "{{ trigger.id }}" }];
  return { id, type: "wait_for_event", config: { type, match } };
}

const child: OtherWorkflow = {
  name: "child",
  steps: [http("c"), { id: "out", type: "output", config: { value: "{{ trigger.id }}!" } }],
};
const paid = { type: "sim.paid", data: { order: "e1", sum: 5 } };

export const workflows: readonly SimulatedWorkflow[] = [
  { name: "one action", effects: 1, steps: [http("a")] },
  { name: "three actions", effects: 3, steps: [http("a"), http("b"), http("c")] },
  {
    name: "compute only",
    effects: 0,
    steps: [calculate("a", "trigger.total + 1"), sum("b", "{{ steps.a }}"), output],
  },
  {
    name: "compute between actions",
    effects: 2,
    steps: [http("a"), calculate("b", "1 + 1"), http("c"), sum("d", "{{ steps.b }}"), output],
  },
  { name: "a delay", effects: 2, steps: [http("a"), delay("wait", 60), http("b")] },
  { name: "a long delay", effects: 1, steps: [delay("wait", 60 * 86_400), http("a")] },
  { name: "a flaky world", effects: 3, steps: [http("a", "flaky", { retry }), http("b")] },
  {
    name: "a world that is down",
    effects: 4,
    steps: [http("a", "down", { retry, onError: "continue" }), http("b")],
  },
  { name: "a failure that fails", effects: 2, steps: [http("a"), http("b", "bad"), http("c")] },
  {
    name: "an error branch",
    effects: 3,
    steps: [
      http("a", "bad", {
        onError: "branch",
        branches: [{ id: "error", steps: [http("handler")] }],
      }),
      http("b"),
    ],
  },
  {
    name: "a branch taken",
    effects: 2,
    steps: [condition("if", [http("yes_step")], [http("no_step")]), http("b")],
  },
  {
    name: "a loop of actions",
    effects: 4,
    steps: [loop("each", [http("a", "{{ scopes.each.item }}")]), http("b")],
  },
  {
    name: "a concurrent loop",
    effects: 6,
    steps: [loop("each", [http("a"), http("b")], { concurrency: 2 })],
  },
  {
    name: "a loop that goes on after failures",
    effects: 4,
    steps: [loop("each", [http("a", "bad")], { onFailure: "continue" }), http("b")],
  },
  { name: "a loop with delays", effects: 3, steps: [loop("each", [delay("wait", 5), http("a")])] },
  {
    name: "parallel branches",
    effects: 4,
    steps: [parallel("both", "all", [[http("a"), http("b")], [http("c")]]), http("d")],
  },
  {
    name: "parallel with a delay",
    effects: 3,
    steps: [
      parallel("both", "all_settled", [[delay("wait", 1), http("a")], [http("c", "bad")]]),
      http("d"),
    ],
  },
  {
    name: "loops in parallel",
    effects: 5,
    steps: [
      parallel("both", "all", [[loop("each", [http("a")])], [http("b"), delay("wait", 1)]]),
      http("c"),
    ],
  },
  {
    name: "an answer that the next action sends on",
    effects: 2,
    steps: [
      http("a", "count"),
      {
        id: "b",
        type: "http",
        config: { method: "POST", url: "http://w/b", body: { got: "{{ steps.a.body }}" } },
      },
    ],
    isUncertain: true,
  },
  {
    name: "at most once",
    effects: 3,
    steps: [http("a"), once("pay"), http("b")],
    isUncertain: true,
  },
  {
    name: "a time-out",
    effects: 1,
    steps: [http("a"), delay("wait", 3600), http("b")],
    settings: { timeout: { amount: 30, unit: "minutes" } },
  },
  {
    name: "a call",
    effects: 3,
    steps: [http("a"), call("ask", "child"), sum("said", "{{ steps.ask }}"), http("b"), output],
    others: [child],
  },
  {
    name: "a call of a call that waits",
    effects: 2,
    steps: [call("ask", "middle"), http("b")],
    others: [child, { name: "middle", steps: [delay("wait", 60), call("deeper", "child")] }],
  },
  {
    name: "a call that fails",
    effects: 2,
    steps: [{ ...call("ask", "broken"), onError: "continue" }, http("b")],
    others: [{ name: "broken", steps: [http("c", "bad")] }],
  },
  {
    name: "calls in loops and branches",
    effects: 4,
    steps: [
      parallel("both", "all", [
        [loop("each", [call("ask", "child")], { over: 2, concurrency: 2 })],
        [call("beside", "child")],
      ]),
      http("b"),
    ],
    others: [child],
  },
  {
    name: "a call that loses a race",
    effects: 2,
    steps: [parallel("race", "race", [[call("ask", "slow")], [http("a")]]), http("b")],
    others: [{ name: "slow", steps: [delay("wait", 3600), http("c")] }],
    isUncertain: true,
  },
  {
    name: "an event that is waited for",
    effects: 2,
    steps: [
      http("a"),
      waitFor("payment", "sim.paid", "order"),
      sum("got", "{{ steps.payment.event.data.sum }}"),
      http("b"),
      output,
    ],
    events: [{ type: "sim.paid", data: { order: "other", sum: 9 } }, paid],
  },
  {
    name: "events in parallel branches",
    effects: 3,
    steps: [
      parallel("both", "all", [
        [waitFor("first", "sim.paid", "order"), http("a")],
        [waitFor("second", "sim.sent", "id"), http("b")],
      ]),
      http("c"),
    ],
    events: [paid, { type: "sim.sent", data: { id: "e1" } }],
  },
  {
    name: "an event that a step emits",
    effects: 3,
    steps: [
      http("a"),
      { id: "say", type: "emit_event", config: { type: "sim.said", data: { id: "x" } } },
      http("b"),
    ],
    others: [{ name: "listener", steps: [http("heard")], listens: "sim.said" }],
  },
];

export const eventData = { id: "e1", total: 25, items: ["x", "y", "z"] };
