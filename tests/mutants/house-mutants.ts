import type { Mutant } from "./mutant.ts";

const sequences = "tests/simulation/crashes-of-sequences.test.ts";
const trees = "tests/simulation/crashes-of-trees.test.ts";
const calls = "tests/simulation/crashes-of-calls.test.ts";
const embedded = "packages/host/src/embedded";
const store = "packages/store/src/sqlite";
const catalog = "packages/catalog/src";

/**
 * Planted bugs of the parts around core. Acknowledging before the sync and not syncing at all are
 * switches of the simulated store, tried at every run of the simulation.
 */
export const houseMutants: readonly Mutant[] = [
  {
    what: "an action's key changes with every attempt",
    file: `${embedded}/gate.ts`,
    find: "`${live.run.identity.id}:${debt.path}`",
    replace: "`${live.run.identity.id}:${debt.path}:${Math.random()}`",
    caughtBy: `${embedded}/gate.test.ts`,
  },
  {
    what: "an output of any size goes into the journal",
    file: `${embedded}/gate.ts`,
    find: "if (size <= stepOutputBytesMax)",
    replace: "if (size >= 0)",
    caughtBy: `${embedded}/gate.test.ts`,
  },
  {
    what: "an action counts as in flight no longer before its outcome is applied",
    file: `${embedded}/payer.ts`,
    find: "    // It stays in flight until its outcome is applied: a write of other facts may be under way.\n",
    replace: "    live.inFlight.delete(debt.path);\n",
    caughtBy: trees,
    only: "a concurrent loop",
  },
  {
    what: "an interrupted run pays its debts before it is told what is uncertain",
    file: `${embedded}/live-runs.ts`,
    find: "if (live.facts.length === 0) payer.settle(live);",
    replace: "payer.settle(live);",
    caughtBy: trees,
    only: "at most once",
  },
  {
    what: "every action is marked as done before it is called",
    file: `${embedded}/run-loader.ts`,
    find: "filter(({ isIntended }) => isIntended)",
    replace: 'filter(({ path }) => path !== "")',
    caughtBy: sequences,
    only: "one action",
  },
  {
    what: "a timer is forgotten when another one has rung",
    file: `${embedded}/wakes.ts`,
    find: "    schedule(nextAt);\n",
    replace: "    schedule(undefined);\n",
    caughtBy: `${embedded}/wakes.test.ts`,
  },
  {
    what: "a run that is due behind the walk waits for another timer",
    file: `${embedded}/wakes.ts`,
    find: "    mustLookAgain = true;\n",
    replace: "",
    caughtBy: `${embedded}/wakes.test.ts`,
  },
  {
    what: "an intent is written before the action has its place",
    file: `${embedded}/payer.ts`,
    find: "    const abort = new AbortController();\n    const takeBack",
    replace:
      "    if (debt.mustIntend) void intend(live, debt);\n    const abort = new AbortController();\n    const takeBack",
    caughtBy: "tests/host/embedded.test.ts",
    only: "only waits for its place",
  },
  {
    what: "a called run's end is told only to callers in memory",
    file: `${embedded}/calls.ts`,
    find: "if (row.parentId !== undefined) void",
    replace: "if (row.parentId === undefined) void",
    caughtBy: calls,
    only: "a call",
  },
  {
    what: "each try of a call starts a run of its own",
    file: `${embedded}/calls.ts`,
    find: "return `call:${callerId}:${path}`;",
    replace: "return `call:${callerId}:${path}:${Math.random()}`;",
    caughtBy: calls,
    only: "a call",
  },
  {
    what: "a start forgets ends of called runs that were not told",
    file: `${embedded}/embedded-host.ts`,
    find: "  await parts.calls.begin();\n",
    replace: "",
    caughtBy: calls,
    only: "a call",
  },
  {
    what: "a start forgets events that were on their way",
    file: `${embedded}/signals.ts`,
    find: "      void owed.look();\n",
    replace: "      void owed;\n",
    caughtBy: "tests/simulation/crashes-of-events.test.ts",
    only: "an event that is waited for",
  },
  {
    what: "an event on its way to a run is found owed, and told twice",
    file: `${embedded}/owed-deliveries.ts`,
    find: "return !underWay.has(key) && finished?.has(key) !== true;",
    replace: 'return key !== "";',
    caughtBy: `${embedded}/signals.test.ts`,
    only: "that are on their way",
  },
  {
    what: "a run that is taken up again does not know what it was told",
    file: `${embedded}/stranded-runs.ts`,
    find: "facts: [...before, ...facts]",
    replace: "facts: before.slice(facts.length)",
    caughtBy: "tests/host/embedded.test.ts",
    only: "does not hold an at-most-once action for uncertain",
  },
  {
    what: "what is written of a run after its end counts as another end",
    file: `${store}/unit-writer.ts`,
    find: "if (writeTail(connection, row, units)) ended.add(row);",
    replace: "writeTail(connection, row, units);\n  ended.add(row);",
    caughtBy: `${store}/contract.test.ts`,
    only: "count the end of a run once",
  },
  {
    what: "a delivery is taken off the list before the run is told",
    file: `${embedded}/live-run.ts`,
    find: "delivered.push(fact.eventId)",
    replace: "void delivered",
    caughtBy: "tests/host/embedded.test.ts",
    only: "is told of the first that matches",
  },
  {
    what: "a time that was dealt with is not kept: it comes again",
    file: `${embedded}/schedule-sender.ts`,
    find: "dedupeKey: `schedule:${workflowId}:${due.key}`",
    replace: "dedupeKey: `schedule:${workflowId}:${Math.random()}`",
    caughtBy: "tests/host/embedded.test.ts",
    only: "a schedule",
  },
  {
    what: "an event's key is not stored: its repeat is another event",
    file: `${embedded}/intake.ts`,
    find: "dedupeKey: occurrence.dedupeKey };",
    replace: "dedupeKey: undefined };",
    caughtBy: sequences,
    only: "one action",
  },
  {
    what: "a run is carried on before it is durable",
    file: `${embedded}/live-runs.ts`,
    find: 'if ((await commitWhenPossible(parts, append)) === "stale") return false;',
    replace: "void commitWhenPossible(parts, append);",
    caughtBy: trees,
    only: "an answer that",
  },
  {
    what: "a second writer of a run is not fenced off",
    file: `${store}/unit-writer.ts`,
    find: "WHERE id = ? AND seq = ?`",
    replace: "WHERE id = ? AND seq + 0 * ? >= 0`",
    caughtBy: `${store}/contract.test.ts`,
  },
  {
    what: "a damaged event is read as if nothing were wrong",
    file: `${store}/checksum.ts`,
    find: 'return crc32(event.join("\\n"));',
    replace: "return event.length;",
    caughtBy: `${store}/bit-flips.test.ts`,
  },
  {
    what: "a role is not checked",
    file: "packages/server/src/http/operations.ts",
    find: "if (!isAllowed(principal.role, permission))",
    replace: "if (principal.role === undefined)",
    caughtBy: "packages/server/src/permission-matrix.test.ts",
  },
  {
    what: "a key sees every environment",
    file: "packages/server/src/http/operations.ts",
    find: "if (env !== undefined) checkEnvironment(principal, env);",
    replace: "",
    caughtBy: "packages/server/src/permission-matrix.test.ts",
  },
  {
    what: "addresses are checked by the resolver alone",
    file: `${catalog}/outbound/address-guard.ts`,
    find: "if (address) checkAddress(options, targetOf(url), address);",
    replace: 'if (address && url.port === "0") checkAddress(options, targetOf(url), address);',
    caughtBy: `${catalog}/outbound`,
  },
  {
    what: "a response of any size is read",
    file: `${catalog}/outbound/response-body.ts`,
    find: "if (size > format.maxBytes) throw tooLarge(format.maxBytes);",
    replace: "",
    caughtBy: `${catalog}/outbound`,
  },
  {
    what: "any signature will do",
    file: `${catalog}/triggers/webhook/signature.ts`,
    find: "return timingSafeEqual(hash(left), hash(right));",
    replace: 'return timingSafeEqual(hash(left), hash(left)) || right === "";',
    caughtBy: `${catalog}/triggers/webhook`,
  },
];
