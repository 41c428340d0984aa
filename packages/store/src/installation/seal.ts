import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { CorruptedError } from "../corrupted-error.ts";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** What a sealed text is bound to: it cannot be moved to another place. */
export interface SealPlace {
  readonly environment: string;
  readonly name: string;
  readonly version: number;
}

export function seal(masterKey: Buffer, place: SealPlace, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, masterKey, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
}

export function unseal(masterKey: Buffer, place: SealPlace, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  try {
    const nonce = bytes.subarray(0, nonceBytes);
    const decipher = createDecipheriv(algorithm, masterKey, nonce, { authTagLength: tagBytes });
    decipher.setAAD(boundTo(place));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch (error) {
    throw new CorruptedError(
      `the secret ${place.name} of ${place.environment} cannot be read: it was damaged, or another master key sealed it`,
      { cause: error },
    );
  }
}

function boundTo({ environment, name, version }: SealPlace): Buffer {
  return Buffer.from(JSON.stringify([environment, name, version]));
}
