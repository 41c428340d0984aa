import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/* A real mail server in the test's process. */

export interface Delivery {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string | undefined;
  readonly isSecure: boolean;
  /** The message as it came: headers, an empty line, the body. */
  readonly text: string;
}

export interface MailServer {
  readonly port: number;
  readonly deliveries: Delivery[];
  /** Connections that were opened. */
  connections(): number;
  /** Ends the open connections without a word. */
  drop(): void;
  close(): Promise<void>;
}

export const password = "mail-passw0rd";

/** Takes mail of `ada`; what the options say comes first. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const deliveries: Delivery[] = [];
  let connections = 0;
  const server = new SMTPServer({
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 100,
    ...testTls,
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onAuth({ username, password: given }, _session, done) {
      if (username === "ada" && given === password) done(null, { user: username });
      else done(new Error("Invalid username or password"));
    },
    onRcptTo({ address }, _session, done) {
      const status = Number(/^refuse-(\d{3})@/.exec(address)?.[1] ?? 0);
      if (status === 0) done();
      else done(Object.assign(new Error("No such mailbox"), { responseCode: status }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (stream.sizeExceeded)
          return done(Object.assign(new Error("Too large"), { responseCode: 552 }));
        const { mailFrom, rcptTo } = session.envelope;
        deliveries.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          user: session.user as string | undefined,
          isSecure: session.secure,
          text: Buffer.concat(chunks).toString(),
        });
        return done(null, "taken");
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  const sockets = new Set<Socket>();
  server.server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    deliveries,
    connections: () => connections,
    drop() {
      for (const socket of sockets) socket.destroy();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** For tests only: it certifies localhost and 127.0.0.1, until 2126. */
const testTls = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgeQ1250DFjP4Bzm0v
IC3h2hEgYpWL+NwLV4onbI1rNmuhRANCAARqqLM0GLsO3Xp0YznjjGQIIXpT2zxQ
OBN+6LynegZMBScz/v0nd7VgECahm3WblWT5DnZ3tDGE3BnsO0KlMUrT
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUPgqmgPSGp/smtkuhJhc5K+3Ji/QwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTIzMzAzOFoYDzIxMjYxMDI4
MjMzMDM4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARqqLM0GLsO3Xp0YznjjGQIIXpT2zxQOBN+6LynegZMBScz/v0nd7Vg
ECahm3WblWT5DnZ3tDGE3BnsO0KlMUrTo28wbTAdBgNVHQ4EFgQUIHTb/3+sfTXg
VLT0lovlK5VGFXwwHwYDVR0jBBgwFoAUIHTb/3+sfTXgVLT0lovlK5VGFXwwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAPFjTdncx8Q5h/Si5TdfkhG6A4s3/rwvLwsmKSLJBFabAiA0
IeVjQ8zANKFgMPw0Q+vwaY0w5hVTXftnvjFrbIyZOg==
-----END CERTIFICATE-----`,
};

export const trusted = testTls.cert;
