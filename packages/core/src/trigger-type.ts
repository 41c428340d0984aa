import type { z } from "zod";
import type { EventRecord } from "./event.ts";
import type { Json, JsonObject } from "./json.ts";
import type { ConfigIssue } from "./step-type.ts";
import type { Type } from "./type.ts";

/** The shared sources that feed triggers: HTTP requests, changes of tables, the clock. */
export type TriggerSource = "push" | "change" | "clock";

export type RunMode = "async" | "sync";

export interface TriggerTypeInfo {
  readonly type: string;
  readonly source: TriggerSource;
  readonly group: "event" | "data" | "time" | "people" | "connect";
  readonly title: string;
  readonly summary: string;
  readonly icon: string;
  /** An example config, complete and valid. */
  readonly sample: JsonObject;
  /** The data of an example event. */
  readonly sampleEvent: Json;
}

export interface TriggerType extends TriggerTypeInfo {
  readonly config: z.ZodType;
  compile(config: Json): CompileTriggerResult;
}

export type CompileTriggerResult =
  | { readonly ok: true; readonly compiled: CompiledTrigger }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

export interface CompiledTrigger {
  /** Event types that concern it; `own` for events sent to the workflow itself. */
  readonly listens: "own" | readonly string[];
  /** Of these, the types of public events, whose data is `trigger` as it came. */
  readonly eventTypes: readonly string[];
  readonly mode: RunMode;
  /** The type of the `trigger` variable. */
  readonly output: Type;
  /** The `trigger` variable of an event. */
  data(event: EventRecord): Json;
  /** Old values, shaped as `trigger`, where the event is an update. */
  previous(event: EventRecord): JsonObject | undefined;
  /** Its events may be updates, with old values. */
  readonly hasPrevious: boolean;
  /** A `trigger` variable as it may be: values for the picker until an event has come. */
  readonly sampleData: Json | undefined;
  /** A `trigger` variable that came under another config, with what this one reads from it. */
  completed(sample: Json): Json;
  /** Checks what a caller gives; undefined where the trigger takes no input. */
  readonly readInput: ((given: Json) => InputRead) | undefined;
  /** Other workflows may call it. */
  readonly isCallable: boolean;
  /** What a caller has to give; undefined where any object is let in. */
  readonly inputs: readonly KnownInput[] | undefined;
  /** When it comes by itself, in the workflow's time zone; undefined where no clock drives it. */
  readonly schedule: ((timeZone: string) => TriggerSchedule) | undefined;
  /** Secrets of the environment that the config names, with their places in it. */
  readonly secrets: readonly SecretUse[];
  /** What the author should know, though the config is valid. */
  readonly warnings: readonly ConfigIssue[];
}

/** An input that a trigger declares. */
export interface KnownInput {
  readonly name: string;
  readonly type: Type;
  readonly isRequired: boolean;
}

export interface SecretUse {
  readonly path: readonly PropertyKey[];
  readonly name: string;
}

/** What a clock drives: when to start runs, whoever keeps the time. */
export interface TriggerSchedule {
  /** The same text as long as the schedule is the same. */
  readonly identity: string;
  /** How many runs there may be at most. */
  readonly limit: number | undefined;
  /** What becomes of times that nobody was there for. */
  readonly missed: "skip" | "latest" | "all";
  /** The first time after an instant; undefined where none follows. */
  next(afterMs: number): DueTime | undefined;
  /** The last time after `fromMs` up to `toMs`. */
  lastBetween(fromMs: number, toMs: number): DueTime | undefined;
}

export interface DueTime {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** No two times of a schedule have the same one. */
  readonly key: string;
  /** The event's data. @param sequence 1 for the first */
  data(sequence: number): JsonObject;
}

export type InputRead =
  | { readonly ok: true; readonly data: JsonObject }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

export interface InputIssue {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** What a trigger type's author writes; `defineTrigger` closes over the schema. */
export interface TriggerDeclaration<C extends z.ZodType> extends TriggerTypeInfo {
  readonly config: C;
  listens(config: z.output<C>): "own" | readonly string[];
  /** It listens to events of public types and gives their data as it came. */
  readonly hasPublicEvents?: boolean;
  mode?(config: z.output<C>): RunMode;
  output(config: z.output<C>): Type;
  data?(config: z.output<C>, event: EventRecord): Json;
  previous?(config: z.output<C>, event: EventRecord): JsonObject | undefined;
  sampleData?(config: z.output<C>): Json | undefined;
  completed?(config: z.output<C>, sample: Json): Json;
  readInput?(config: z.output<C>, given: Json): InputRead;
  readonly isCallable?: boolean;
  inputs?(config: z.output<C>): readonly KnownInput[] | undefined;
  schedule?(config: z.output<C>, timeZone: string): TriggerSchedule;
  secrets?(config: z.output<C>): readonly SecretUse[];
  warnings?(config: z.output<C>): readonly ConfigIssue[];
}

export function defineTrigger<C extends z.ZodType>(declared: TriggerDeclaration<C>): TriggerType {
  return {
    ...declared,
    compile(raw) {
      const parsed = declared.config.safeParse(raw);
      if (!parsed.success) return { ok: false, issues: parsed.error.issues };
      const config = parsed.data;
      return {
        ok: true,
        compiled: {
          ...listening(declared, config),
          mode: declared.mode?.(config) ?? "async",
          output: declared.output(config),
          data: (event) => (declared.data ? declared.data(config, event) : event.data),
          previous: (event) => declared.previous?.(config, event),
          hasPrevious: declared.previous !== undefined,
          sampleData: declared.sampleData?.(config),
          completed: (sample) => declared.completed?.(config, sample) ?? sample,
          readInput: inputReader(declared, config),
          isCallable: declared.isCallable ?? false,
          inputs: declared.inputs?.(config),
          schedule: scheduleReader(declared, config),
          ...remarks(declared, config),
        },
      };
    },
  };
}

function listening<C extends z.ZodType>(
  { listens, hasPublicEvents = false }: TriggerDeclaration<C>,
  config: z.output<C>,
): Pick<CompiledTrigger, "listens" | "eventTypes"> {
  const types = listens(config);
  return { listens: types, eventTypes: hasPublicEvents && types !== "own" ? types : [] };
}

function remarks<C extends z.ZodType>(
  { secrets, warnings }: TriggerDeclaration<C>,
  config: z.output<C>,
): Pick<CompiledTrigger, "secrets" | "warnings"> {
  return { secrets: secrets?.(config) ?? [], warnings: warnings?.(config) ?? [] };
}

function inputReader<C extends z.ZodType>(
  { readInput }: TriggerDeclaration<C>,
  config: z.output<C>,
): CompiledTrigger["readInput"] {
  return readInput && ((given) => readInput(config, given));
}

function scheduleReader<C extends z.ZodType>(
  { schedule }: TriggerDeclaration<C>,
  config: z.output<C>,
): CompiledTrigger["schedule"] {
  return schedule && ((timeZone) => schedule(config, timeZone));
}
