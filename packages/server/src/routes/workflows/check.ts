import type { checkDefinition as checkOperation } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import { checkDefinition } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { guestFindings } from "./guest-findings.ts";
import { readDefinition } from "./load.ts";

export const check: Handler<typeof checkOperation> = async ({ server, environment, body }) => {
  const definition = readDefinition(body.definition);
  const { limits, names } = environment;
  const findings = checkDefinition(definition, registry, limits(), names());
  return { findings: [...findings, ...(await guestFindings(definition, server.checkGuest))] };
};
