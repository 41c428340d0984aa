import type { checkDefinition as checkOperation } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import { checkDefinition } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { readDefinition } from "./load.ts";

export const check: Handler<typeof checkOperation> = async ({ environment, body }) => {
  const definition = readDefinition(body.definition);
  const { limits, names } = environment;
  return { findings: [...checkDefinition(definition, registry, limits(), names())] };
};
