import { createHash } from "node:crypto";

/** Of a random secret of ours: it needs no salt. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
