import { pipeline, Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { limitMessage, StepError } from "@stepwell/core";

/** As many as a server could mean; a longer chain is an attack. */
const codingsMax = 3;

export interface BodyFormat {
  /** The response's Content-Encoding. */
  readonly encoding: string | undefined;
  readonly maxBytes: number;
}

/** Reads a body to its end, decompressed; never holds more than `maxBytes`. @throws StepError */
export async function readBody(source: Readable, format: BodyFormat): Promise<Uint8Array> {
  const codings = codingsOf(format.encoding);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early destroys the whole chain, and with it the connection.
  for await (const chunk of decoded(source, codings)) {
    size += chunk.length;
    if (size > format.maxBytes) throw tooLarge(format.maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

export function tooLarge(maxBytes: number): StepError {
  return new StepError({
    code: "response_too_large",
    message: limitMessage("httpResponseBytesMax", maxBytes),
    details: { limit: "httpResponseBytesMax", value: maxBytes },
  });
}

type Coding = "gzip" | "deflate" | "br";

/** The codings to undo, the last applied first; none where one is unknown: the body stays as it is. */
function codingsOf(encoding: string | undefined): readonly Coding[] {
  const names = (encoding ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim().replace(/^x-/, ""))
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > codingsMax)
    throw new StepError({
      code: "invalid_response",
      message: "the response is compressed too often",
    });
  return names.every(isCoding) ? names.toReversed() : [];
}

function isCoding(name: string): name is Coding {
  return name === "gzip" || name === "deflate" || name === "br";
}

function decoded(source: Readable, codings: readonly Coding[]): AsyncIterable<Uint8Array> {
  return codings.reduce<AsyncIterable<Uint8Array>>(decodeOnce, source);
}

async function* decodeOnce(
  source: AsyncIterable<Uint8Array>,
  coding: Coding,
): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) return;
  const input = Readable.from(rest(first.value, iterator), { objectMode: false });
  // The pipeline closes both ends; its error comes out of the decoder, which is read here.
  yield* pipeline(input, decoderOf(coding, first.value), () => undefined);
}

async function* rest(
  first: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
      yield next.value;
  } finally {
    await iterator.return?.();
  }
}

function decoderOf(coding: Coding, first: Uint8Array): Transform {
  if (coding === "gzip") return createGunzip();
  if (coding === "br") return createBrotliDecompress();
  // Some servers send deflate without the zlib header, whose low four bits are always 8.
  return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
}
