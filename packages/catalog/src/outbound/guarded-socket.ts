import { connect, type Socket } from "node:net";
import { StepError } from "@stepwell/core";
import type { AddressGuard } from "./address-guard.ts";
import { outboundError } from "./outbound-error.ts";

/** Where a connection goes that is not HTTP. */
export interface SocketTarget {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/** Nothing that would make a path or a user of a part of it. */
const plainHost = /^[\w.:-]+$/;

/** Connects to an address that the guard allows. @throws StepError */
export async function connectGuarded(guard: AddressGuard, target: SocketTarget): Promise<Socket> {
  const { host, port, timeoutMs } = target;
  // The guard judges URLs: one spelling for every form of an address.
  const url = URL.parse(`http://${host.includes(":") ? `[${host}]` : host}:${port}`);
  if (!url || !plainHost.test(host))
    throw new StepError({ code: "invalid_url", message: `“${host}” is no host name or address` });
  guard.checkUrl(url);
  const name = url.hostname.replaceAll(/^\[|\]$/g, "");
  const socket = connect({ host: name, port, lookup: guard.lookupFor(url) });
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    await opened(socket, timeout);
    return socket;
  } catch (error) {
    socket.destroy();
    throw outboundError(error, { caller: undefined, timeout, timeoutMs });
  }
}

async function opened(socket: Socket, timeout: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const expire = (): void => reject(timeout.reason);
  timeout.addEventListener("abort", expire, { once: true });
  socket.once("connect", resolve).once("error", reject);
  try {
    await promise;
  } finally {
    timeout.removeEventListener("abort", expire);
    socket.removeListener("error", reject);
  }
}
