import type { BranchRule, JsonObject } from "@stepwell/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { textsOfServer } from "../i18n/server-texts.ts";
import type { Answer } from "./call.ts";
import { sayEntry, sayOperator } from "./catalog-words.ts";
import { useRead } from "./queries.ts";

/* What the server says of its step types and trigger types. */

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly $ref?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** How its choices are called: ours. */
  readonly choiceTitles?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

interface TypeBase {
  readonly type: string;
  readonly group: string;
  readonly title: string;
  readonly summary: string;
  readonly icon: string;
  readonly sample: JsonObject;
  readonly config: JsonSchema;
  /** Title and summary as they are in English, to be found by as well. */
  readonly english: string;
}

export interface StepTypeEntry extends TypeBase {
  readonly kind: "compute" | "control" | "wait" | "action";
  readonly branches: BranchRule | null;
  readonly canWait: boolean;
  /** Kinds of connection that its field `connection` may name. */
  readonly connectionKinds: readonly string[];
}

export interface TriggerTypeEntry extends TypeBase {
  readonly source: string;
  readonly sampleEvent: unknown;
}

export type OperatorEntry = Answer<"getCatalog">["operators"][number];

export interface Catalog {
  readonly steps: ReadonlyMap<string, StepTypeEntry>;
  readonly triggers: ReadonlyMap<string, TriggerTypeEntry>;
  /** Of conditions. */
  readonly operators: readonly OperatorEntry[];
}

const empty: Catalog = { steps: new Map(), triggers: new Map(), operators: [] };

/** In the language of the person. */
export function useCatalog(): Catalog {
  const { data } = useRead("getCatalog");
  const { i18n } = useTranslation("catalog");
  const { language } = i18n;
  return useMemo(() => {
    if (!data) return empty;
    const say = textsOfServer("catalog", language);
    const steps = data.steps as unknown as readonly StepTypeEntry[];
    const triggers = data.triggers as unknown as readonly TriggerTypeEntry[];
    return {
      steps: new Map(steps.map((entry) => [entry.type, sayEntry(entry, say)])),
      triggers: new Map(triggers.map((entry) => [entry.type, sayEntry(entry, say)])),
      operators: data.operators.map((operator) => sayOperator(operator, say)),
    };
  }, [data, language]);
}
