import type { Socket } from "node:net";
import { createTransport } from "nodemailer";
import type { OutboundClient } from "../../outbound/outbound-client.ts";
import type { MailConnection, MailMessage } from "./mail-message.ts";

export interface MailOptions {
  /** Certificates to trust beside the usual ones. */
  readonly trusted?: string | undefined;
}

interface Sent {
  readonly messageId: string;
  readonly accepted?: readonly string[] | undefined;
  readonly rejected?: readonly string[] | undefined;
  readonly response?: string | undefined;
}

/** Mail servers with their open connections, kept while the connection stays as it is. */
export interface MailTransports {
  send(connection: MailConnection, message: MailMessage, signal: AbortSignal): Promise<Sent>;
}

const connectTimeoutMs = 10_000;
const idleTimeoutMs = 30_000;
/** Between two answers of the server. */
const silenceMs = 60_000;

type SocketCallback = (error: Error | null, options?: { readonly connection: Socket }) => void;
type Transport = ReturnType<typeof openTransport>;

export function makeMailTransports(client: OutboundClient, options: MailOptions): MailTransports {
  const known = new Map<string, { readonly version: number; readonly transport: Transport }>();

  function transportOf(connection: MailConnection): Transport {
    const { name, version } = connection;
    const kept = known.get(name);
    if (kept?.version === version) return kept.transport;
    // What is being sent is sent; then its connections are closed.
    kept?.transport.close();
    const transport = openTransport(client, connection, options);
    known.set(name, { version, transport });
    return transport;
  }

  return {
    send: (connection, message, signal) =>
      transportOf(connection).sendMail({
        ...message,
        to: [...message.to],
        cc: [...message.cc],
        bcc: [...message.bcc],
        replyTo: [...message.replyTo],
        attachments: [...message.attachments],
        // Text that is given is text: never the name of a file or an address to read.
        disableFileAccess: true,
        disableUrlAccess: true,
        signal,
      }),
  };
}

/** Connects and signs in, and sends nothing. */
export async function verifyMail(
  client: OutboundClient,
  connection: MailConnection,
  { signal, ...options }: MailOptions & { readonly signal: AbortSignal },
): Promise<void> {
  const transport = openTransport(client, connection, options);
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    await Promise.race([transport.verify(), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
    transport.close();
  }
}

function openTransport(client: OutboundClient, connection: MailConnection, options: MailOptions) {
  const { settings, secrets } = connection;
  const { host, port, secure, requireTls, username } = settings;
  const auth = { user: username ?? "", pass: secrets.password ?? "" };
  const transport = createTransport({
    pool: true,
    maxConnections: 3,
    // A message whose connection broke may have arrived: the step decides whether it is repeated.
    maxRequeues: 0,
    idleTimeout: idleTimeoutMs,
    host,
    port,
    secure,
    requireTLS: !secure && requireTls,
    ignoreTLS: !secure && !requireTls,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: silenceMs,
    tls: { minVersion: "TLSv1.2", ...(options.trusted !== undefined && { ca: options.trusted }) },
    ...(username !== undefined && { auth }),
    getSocket(_: unknown, done: SocketCallback) {
      void giveSocket(client.connect({ host, port, timeoutMs: connectTimeoutMs }), done);
    },
  });
  // Each failure is told to the message that it concerns.
  transport.on("error", () => undefined);
  return transport;
}

async function giveSocket(connecting: Promise<Socket>, done: SocketCallback): Promise<void> {
  const socket = await connecting.catch((error: Error) => error);
  if (socket instanceof Error) done(socket);
  // A connection that waits for the next message keeps no process alive.
  else done(null, { connection: socket.unref() });
}
