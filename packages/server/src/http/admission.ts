import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Environment } from "../environment.ts";
import type { Principal } from "../principal.ts";
import type { IncomingBody } from "./body-room.ts";

/*
 * A body is read only of a request that was admitted: its key known, its operation allowed. It comes
 * as bytes; our own reader parses them.
 */

export interface Admitted {
  readonly principal: Principal;
  readonly environment: Environment;
  readonly body: IncomingBody;
  /** What is read of it at most. */
  readonly bodyBytesMax: number;
}

const admitted = "admitted";

export function admit(request: FastifyRequest, who: Admitted): void {
  request.setDecorator(admitted, who);
}

export function admittedOn(request: FastifyRequest): Admitted | null {
  return request.getDecorator<Admitted | null>(admitted);
}

const nothing = new Uint8Array(0);

export function readAdmittedBodies(app: FastifyInstance): void {
  app.decorateRequest(admitted, null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", async (request: FastifyRequest) => {
    const who = admittedOn(request);
    // Nobody is there to want it: no such route.
    if (!who) return nothing;
    return who.body.read(who.bodyBytesMax);
  });
}

export function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : nothing;
}
