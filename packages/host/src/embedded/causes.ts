import { createHmac, timingSafeEqual } from "node:crypto";
import type { Cause } from "@stepwell/core";

/*
 * The causal chain of a run, as a header on its outgoing requests: when one comes back to us, the
 * event knows which runs led to it, and the cycle guard sees loops over HTTP. Signed, because a
 * stranger could otherwise keep workflows from starting.
 */

const causesMax = 64;
const causePattern = /^([a-z]+_[0-9a-z]+)~([a-z]+_[0-9a-z]+)$/;

export function writeCauses(causes: readonly Cause[], key: string): string {
  const chain = causes
    .slice(-causesMax)
    .map(({ workflowId, runId }) => `${workflowId}~${runId}`)
    .join(",");
  return `${chain};${sign(chain, key)}`;
}

/** The chain of a header that we have written; nothing for any other text. */
export function readCauses(header: string | undefined, key: string): readonly Cause[] {
  const [chain, signature] = header?.split(";") ?? [];
  if (chain === undefined || signature === undefined) return [];
  const given = Buffer.from(signature);
  const wanted = Buffer.from(sign(chain, key));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return [];
  return chain.split(",").flatMap((part) => {
    const [, workflowId, runId] = causePattern.exec(part) ?? [];
    return workflowId !== undefined && runId !== undefined ? [{ workflowId, runId }] : [];
  });
}

function sign(chain: string, key: string): string {
  return createHmac("sha256", key).update(chain).digest("base64url");
}
