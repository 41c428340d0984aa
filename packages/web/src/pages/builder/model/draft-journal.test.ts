import type { Definition } from "@stepwell/core";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { DraftDoor, DraftSession, ServerDraft } from "./draft-session.ts";
import { fakeBrowser, fakeWindow, opened, refusal, rename, Server } from "./draft-session.suite.ts";

/* Whatever comes between a window and the server, and whenever the window goes. */

fakeBrowser();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Request {
  /** It comes to the server. */
  readonly arrive: () => void;
  /** The window hears what became of it, if it is there. */
  readonly answer: () => void;
  /** The window hears that the line is cut; the request may arrive all the same. */
  readonly cut: () => void;
}

/** A line where every request waits to be brought, and every answer too. */
class Line {
  readonly underWay: Request[] = [];
  readonly answers: Request[] = [];
  readonly #server: Server;

  constructor(server: Server) {
    this.#server = server;
  }

  /** As one window has it, until that is gone. */
  door(isOpen: () => boolean): DraftDoor {
    const server = this.#server;
    return {
      replace: (definition, revision) => this.#send(isOpen, { definition, revision }),
      read: () => (isOpen() ? server.read() : new Promise(() => undefined)),
      create: () => Promise.reject(new Error("Nobody asks for it.")),
      signIn: () => undefined,
    };
  }

  /** Brings the request of that number. */
  bring(index: number): void {
    const [request] = this.underWay.splice(index % this.underWay.length, 1);
    if (!request) return;
    request.arrive();
    this.answers.push(request);
  }

  #send(
    isOpen: () => boolean,
    { definition, revision }: Pick<ServerDraft, "definition" | "revision">,
  ): Promise<ServerDraft> {
    const { promise, resolve, reject } = Promise.withResolvers<ServerDraft>();
    let outcome: Promise<ServerDraft> = Promise.reject(refusal("unreachable", 0));
    outcome.catch(() => undefined);
    this.underWay.push({
      arrive: () => {
        outcome = this.#server.replace(definition, revision);
        outcome.catch(() => undefined);
      },
      answer: () => isOpen() && void outcome.then(resolve, reject),
      cut: () => isOpen() && reject(refusal("unreachable", 0)),
    });
    return promise;
  }
}

/** One person, window after window. */
class Person {
  readonly server = new Server();
  readonly line = new Line(this.server);
  typed = "start";
  session: DraftSession;
  #window = 0;
  #page = fakeWindow();

  constructor() {
    this.session = this.#open();
  }

  get definition(): Definition {
    return this.session.store.getState().definition;
  }

  type(name: string): void {
    this.typed = name;
    rename(this.session, name);
  }

  /** The window goes, and another one is opened. */
  reopen(isCrash: boolean): void {
    if (!isCrash) this.#page.dispatchEvent(new Event("pagehide"));
    vi.clearAllTimers();
    this.session = this.#open();
  }

  #open(): DraftSession {
    this.#window += 1;
    this.#page = fakeWindow();
    const window = this.#window;
    const session = opened(this.server, { door: this.line.door(() => window === this.#window) });
    session.watch();
    return session;
  }
}

type Happening = (person: Person) => Promise<void>;

const rest = async (ms: number): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));
const any = fc.nat({ max: 3 });

const happenings: fc.Arbitrary<readonly [string, Happening]> = fc.oneof(
  fc
    .constantFrom("start", "one", "two", "three")
    .map((name): readonly [string, Happening] => [
      `types ${name}`,
      async (person) => person.type(name),
    ]),
  fc
    .constantFrom(0, 400, 900, 6000)
    .map((ms): readonly [string, Happening] => [`rests ${ms}`, () => rest(ms)]),
  any.map((index): readonly [string, Happening] => [
    `request ${index} arrives`,
    async ({ line }) => line.bring(index),
  ]),
  fc.constant<readonly [string, Happening]>([
    "an answer arrives",
    async ({ line }) => {
      line.answers.shift()?.answer();
      await rest(0);
    },
  ]),
  any.map((index): readonly [string, Happening] => [
    `line ${index} is cut`,
    async ({ line }) => {
      [...line.underWay, ...line.answers].at(index)?.cut();
      await rest(0);
    },
  ]),
  any.map((ago): readonly [string, Happening] => [
    `the window hears of revision ${ago} before the newest`,
    async ({ server, session }) => {
      void session.heard(server.draft.revision - ago);
      await rest(0);
    },
  ]),
  fc.constant<readonly [string, Happening]>([
    "the window is closed",
    async (person) => person.reopen(false),
  ]),
  fc.constant<readonly [string, Happening]>([
    "the browser crashes",
    async (person) => {
      await rest(400);
      person.reopen(true);
    },
  ]),
);

it("closing at any point and opening again loses no edit, and is no conflict with oneself", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happenings, { maxLength: 30 }), async (all) => {
      localStorage.clear();
      const person = new Person();
      for (const [, happen] of all) {
        await happen(person);
        expect(person.definition.name).toBe(person.typed);
        const { save } = person.session.store.getState();
        expect(save.kind).not.toBe("conflict");
        expect(save).not.toHaveProperty("isTheirs");
      }
      await settle(person);
      expect(person.server.draft.definition.name).toBe(person.typed);
      expect(person.session.store.getState().save.kind).toBe("saved");
    }),
    { numRuns: 2000 },
  );
});

/** Everything arrives and is answered, until nothing is left to be sent. */
async function settle({ line }: Person): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    while (line.underWay.length > 0) line.bring(0);
    for (const request of line.answers.splice(0)) request.answer();
    await rest(6000);
  }
}
