import type { IncomingMessage, ServerResponse } from "node:http";
import { ProblemError } from "@stepwell/api";
import { writeProblem } from "./problems.ts";

/** Requests that may be under way at once; more are refused before their bodies are read. */
const requestsMax = 2000;

/** Counts requests and turns those away that would be too many. */
export interface Gate {
  /** False where the request has been refused. */
  enter(request: IncomingMessage, response: ServerResponse): boolean;
  /** Refuses new requests from now on. */
  close(): void;
}

export function makeGate(): Gate {
  let underWay = 0;
  let isClosed = false;
  const leave = (): void => {
    underWay -= 1;
  };
  return {
    enter(request, response) {
      const isProbe = request.url === "/healthz" || request.url === "/readyz";
      if (!isProbe && (isClosed || underWay >= requestsMax)) {
        writeProblem(response, busy());
        return false;
      }
      underWay += 1;
      response.once("close", leave);
      return true;
    },
    close() {
      isClosed = true;
    },
  };
}

function busy(): ProblemError {
  return new ProblemError("server_busy", "The server has too much to do; nothing was accepted.", {
    headers: { "retry-after": "1" },
  });
}
