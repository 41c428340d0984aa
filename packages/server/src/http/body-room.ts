import type { IncomingMessage, ServerResponse } from "node:http";
import { ProblemError } from "@stepwell/api";
import { awaitsLeave } from "./refuse-unread.ts";

/*
 * Request bodies cost memory before anybody has decided on them. All doors share one room: what is
 * being read, parsed or not yet accepted, counted in the bytes that have really come in, so that
 * announcing much and sending nothing takes no place.
 */

/** What the server reads of one body at most, whatever an environment's limit for events allows. */
const bodyBytesMax = 16 * 1024 * 1024;
const roomBytesMax = 64 * 1024 * 1024;

export interface BodyRoom {
  bodyOf(request: IncomingMessage, response: ServerResponse): IncomingBody;
}

/** The body of one request, read when it is known that it is wanted. */
export interface IncomingBody {
  /** The whole of it. @throws ProblemError at the first byte too many, and reads no further */
  read(bytesMax: number): Promise<Uint8Array>;
  /** What was read is needed no more. */
  leave(): void;
}

interface Room {
  readonly bytesMax: number;
  used: number;
}

export function makeBodyRoom(bytesMax = roomBytesMax): BodyRoom {
  const room: Room = { bytesMax, used: 0 };
  return {
    bodyOf(request, response) {
      let taken = 0;
      const leave = (): void => {
        room.used -= taken;
        taken = 0;
      };
      const take = (bytes: number): void => {
        taken += bytes;
        room.used += bytes;
      };
      return {
        leave,
        async read(max) {
          try {
            const bytesMax = Math.min(max, bodyBytesMax);
            return await readWhole(request, { response, room, take, bytesMax });
          } catch (error) {
            leave();
            throw error;
          }
        },
      };
    },
  };
}

interface Reading {
  readonly response: ServerResponse;
  readonly room: Room;
  readonly bytesMax: number;
  take(bytes: number): void;
}

const nothing = Buffer.alloc(0);

function readWhole(
  request: IncomingMessage,
  { response, room, bytesMax, take }: Reading,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const refusal = refusalOf(room, Number(request.headers["content-length"] ?? 0), bytesMax);
    if (refusal) return reject(refusal);
    if (awaitsLeave(request)) response.writeContinue();
    const read = (chunk: Buffer): void => {
      bytes += chunk.length;
      const late = bytes > bytesMax ? tooLarge(bytesMax) : refusalOf(room, chunk.length, bytesMax);
      if (!late) {
        take(chunk.length);
        return void chunks.push(chunk);
      }
      request.off("data", read).pause();
      return reject(late);
    };
    request.on("data", read);
    request.on("error", () => reject(cutOff()));
    request.on("end", () => {
      const [only = nothing] = chunks;
      resolve(chunks.length <= 1 ? only : Buffer.concat(chunks, bytes));
    });
  });
}

/** Why so many more bytes cannot be taken, if they cannot. */
function refusalOf(room: Room, bytes: number, bytesMax: number): ProblemError | undefined {
  if (bytes > bytesMax) return tooLarge(bytesMax);
  return room.used + bytes > room.bytesMax ? noRoom() : undefined;
}

function tooLarge(bytesMax: number): ProblemError {
  return new ProblemError(
    "payload_too_large",
    bytesMax === bodyBytesMax
      ? `The body has more than ${bytesMax} bytes, the most that the server reads.`
      : `The body has more bytes than the limit eventBytesMax allows: ${bytesMax}. An admin can raise it in Settings → Limits (PATCH /settings/limits).`,
  );
}

function noRoom(): ProblemError {
  const detail = "The server holds too many bytes of requests; nothing was accepted.";
  return new ProblemError("server_busy", detail, { headers: { "retry-after": "1" } });
}

function cutOff(): ProblemError {
  return new ProblemError("malformed_request", "The connection ended before the body did.");
}
