import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createOutboundClient, type IpRange, makeRunners, registry } from "@stepwell/catalog";
import type { Clock, Ids } from "@stepwell/core";
import { openEmbeddedHost, randomIds, systemClock } from "@stepwell/host";
import {
  type Installation,
  lockDirectory,
  openInstallation,
  openSqliteStore,
} from "@stepwell/store";
import type { Logger } from "pino";
import type { ServerParts } from "./call.ts";
import { openConfidential } from "./confidential.ts";
import { type Environment, openEnvironment } from "./environment.ts";
import { openEventTypes } from "./event-types.ts";
import { makeApp } from "./http/app.ts";
import { makePeerReader } from "./http/peer.ts";
import { openConnections } from "./open-connections.ts";
import { type OpenIsolate, openIsolateLazily } from "./open-isolate.ts";
import { openSecrets } from "./open-secrets.ts";
import { openPeople } from "./people/open-people.ts";
import { renewSetupToken } from "./people/setup-token.ts";
import { makeRetention } from "./retention.ts";

/* The composition root: here, and only here, adapters meet. */

export const environmentNames = ["live", "sandbox"] as const;

export interface ServerOptions {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly version: string;
  /** Hosts and CIDR ranges on private networks that actions may reach. */
  readonly outboundAllow: readonly string[];
  /** Scheme, host and port under which the outside reaches us; the listening address by default. */
  readonly publicUrl?: string | undefined;
  /** Proxies that are believed when they say for whom they ask. */
  readonly trustedProxies?: readonly IpRange[] | undefined;
  /** The built dashboard; pages say that it is missing where it is. */
  readonly dashboardDir?: string | undefined;
  readonly logger: Logger;
  /** The store cannot go on (failed sync): the process must end. */
  onFatal(error: unknown): void;
}

export interface Server {
  readonly url: string;
  /** Where the first person makes himself the owner; undefined once there is one. */
  readonly setupUrl: string | undefined;
  readonly parts: ServerParts;
  /** No new requests; actions in flight may end within `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const signingKeySetting = "signing_key";

/** Opens all parts; where one cannot be opened, the others are closed again. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const opened = new AsyncDisposableStack();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function open(options: ServerOptions, opened: AsyncDisposableStack): Promise<Server> {
  const { logger, outboundAllow, version, publicUrl, trustedProxies = [], dashboardDir } = options;
  const installation = await openData(options, opened);
  const clock = systemClock;
  const ids = randomIds(clock);
  const ownPorts = [options.port];
  const userAgent = `stepwell/${version}`;
  const outbound = createOutboundClient({ allow: outboundAllow, ownPorts, userAgent });
  opened.defer(() => outbound.close());
  const isolate = openIsolateLazily();
  opened.defer(() => isolate.close());
  const signingKey = await readSigningKey(installation);
  const shared = { clock, ids, outbound, isolate, signingKey, installation };
  const environments = await openEnvironments(options, shared, opened);
  const peopleParts = { installation, clock, ids, publicUrl, environments: environmentNames };
  const { auth, attempts, authenticate, forget } = await openPeople(peopleParts);
  let origin = "";
  const parts: ServerParts = {
    environments,
    installation,
    clock,
    ids,
    version,
    signingKey,
    checkGuest: isolate.check,
    guestStats: isolate.stats,
    auth,
    attempts,
    forgetCaller(id) {
      forget(id);
      app.streams.checkCaller(id);
    },
    origin: () => publicUrl ?? origin,
    peerOf: makePeerReader(trustedProxies),
  };
  const app = makeApp({ server: parts, authenticate, logger, dashboardDir });
  const retention = makeRetention(parts, (error) =>
    logger.error({ err: error }, "retention failed"),
  );
  opened.defer(() => retention.stop());
  origin = await app.http.listen({ host: options.host, port: options.port });
  ownPorts.push(Number(new URL(origin).port));
  const setupToken = await renewSetupToken(installation, ids);
  const setupUrl = setupToken && `${parts.origin()}/setup?token=${setupToken}`;
  return {
    url: origin,
    setupUrl,
    parts,
    async close(graceMs) {
      app.stopAccepting();
      app.streams.closeAll();
      retention.stop();
      await Promise.all([...environments.values()].map((one) => one.close(graceMs)));
      await app.http.close();
      await opened.disposeAsync();
    },
  };
}

/** The data directory is ours alone from here on. */
async function openData(
  { dataDir }: ServerOptions,
  opened: AsyncDisposableStack,
): Promise<Installation> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(dataDir);
  opened.defer(() => lock.release());
  const installation = await openInstallation(dataDir);
  opened.defer(() => installation.close());
  return installation;
}

interface Shared {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly outbound: ReturnType<typeof createOutboundClient>;
  readonly isolate: OpenIsolate;
  readonly signingKey: string;
  readonly installation: Installation;
}

async function openEnvironments(
  options: ServerOptions,
  shared: Shared,
  opened: AsyncDisposableStack,
): Promise<ReadonlyMap<string, Environment>> {
  const opening = environmentNames.map(async (name) => {
    const environment = await openOne(name, options, shared);
    opened.defer(() => environment.close(0));
    return [name, environment] as const;
  });
  // All have come so far as they can before one of them is given up.
  await Promise.allSettled(opening);
  return new Map(await Promise.all(opening));
}

async function openOne(
  name: string,
  { dataDir, logger, onFatal }: ServerOptions,
  { outbound, isolate, installation, ...shared }: Shared,
): Promise<Environment> {
  const file = await openSqliteStore({ path: join(dataDir, `${name}.sqlite`), onFatal });
  try {
    const confidential = await openConfidential(file);
    const eventTypes = await openEventTypes(confidential);
    const { store } = eventTypes;
    const secrets = await openSecrets(installation, name);
    const connections = await openConnections(installation, name);
    return await openEnvironment({
      name,
      confidential,
      eventTypes,
      secrets,
      connections,
      openHost: (settings) =>
        openEmbeddedHost({
          ...shared,
          environment: name,
          store,
          registry,
          runners: makeRunners({
            outbound,
            runGuest: isolate.run,
            limits: () => settings().limits,
          }),
          settings,
          credentials: { connections, secret: secrets.get },
          onError: (error) =>
            logger.error({ err: error, environment: name }, "run failed to go on"),
        }),
    });
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readSigningKey({ setting, setSetting }: Installation): Promise<string> {
  const known = await setting(signingKeySetting);
  if (typeof known === "string") return known;
  const made = randomBytes(32).toString("base64url");
  await setSetting(signingKeySetting, made);
  return made;
}
