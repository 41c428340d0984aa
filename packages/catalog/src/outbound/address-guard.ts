import { networkInterfaces } from "node:os";
import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { StepError } from "@stepwell/core";
import { isMetadataAddress, isThisMachine, specialRangeName } from "./address-ranges.ts";
import { type AllowRule, covers, namesExactly, normalHost, type Target } from "./allow-list.ts";
import { embeddedAddresses, type IpAddress, parseIpAddress, sameAddress } from "./ip-address.ts";

/*
 * Which addresses may be reached. Node does not ask a resolver for addresses in literal form, so
 * they are checked on the parsed URL at every hop; names are checked where the connection resolves
 * them, so that no second resolution can give another answer.
 */

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export interface GuardOptions {
  readonly rules: readonly AllowRule[];
  /** Ports on which this server listens; read at each check. */
  readonly ownPorts: readonly number[];
  readonly resolve: Resolve;
}

export interface AddressGuard {
  /** @throws StepError where the URL's scheme, form or literal address is refused. */
  checkUrl(url: URL): void;
  /** The resolver of one origin's connections; it gives checked addresses only. */
  lookupFor(url: URL): LookupFunction;
  /** Does the operator name the URL's host or address? */
  isListed(url: URL): boolean;
}

export function makeAddressGuard(options: GuardOptions): AddressGuard {
  return {
    checkUrl(url) {
      checkForm(url);
      const address = parseIpAddress(normalHost(url.hostname));
      if (address) checkAddress(options, targetOf(url), address);
    },
    lookupFor(url) {
      const target = targetOf(url);
      return (_host, { all }, done) => void answerChecked(options, target, { all, done });
    },
    isListed: (url) => isListed(options.rules, targetOf(url)),
  };
}

function isListed(rules: readonly AllowRule[], target: Target): boolean {
  const address = parseIpAddress(target.host);
  return rules.some((rule) => {
    if (address) return covers(rule, target, address);
    const isPort = rule.port === undefined || rule.port === target.port;
    return rule.kind === "host" && rule.host === target.host && isPort;
  });
}

function checkForm(url: URL): void {
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new StepError({
      code: "invalid_url",
      message: `only http and https addresses can be called, not ${url.protocol}`,
    });
  if (url.username !== "" || url.password !== "")
    throw new StepError({
      code: "invalid_url",
      message: "user and password do not belong in the URL; set the header Authorization instead",
    });
}

function targetOf(url: URL): Target {
  const standardPort = url.protocol === "https:" ? 443 : 80;
  return {
    host: normalHost(url.hostname),
    port: url.port === "" ? standardPort : Number(url.port),
  };
}

async function resolveChecked(
  options: GuardOptions,
  target: Target,
): Promise<readonly LookupAddress[]> {
  const addresses = await options.resolve(target.host);
  // One forbidden address refuses all: which of them a connection takes is not ours to say.
  for (const { address } of addresses) {
    const parsed = parseIpAddress(address);
    if (!parsed) throw refused(target, "not an address");
    checkAddress(options, target, parsed);
  }
  return addresses;
}

interface Question {
  readonly all: boolean | undefined;
  readonly done: Parameters<LookupFunction>[2];
}

async function answerChecked(
  options: GuardOptions,
  target: Target,
  { all, done }: Question,
): Promise<void> {
  try {
    const addresses = await resolveChecked(options, target);
    const [first] = addresses;
    if (!first) throw Object.assign(new Error("the name has no address"), { code: "ENOTFOUND" });
    if (all === true) done(null, [...addresses]);
    else done(null, first.address, first.family);
  } catch (error) {
    done(error as NodeJS.ErrnoException, []);
  }
}

function checkAddress(options: GuardOptions, target: Target, address: IpAddress): void {
  for (const one of [address, ...embeddedAddresses(address)]) {
    const reason = refusalReason(options, target, one);
    if (reason !== undefined) throw refused(target, reason);
  }
}

function refusalReason(
  { rules, ownPorts }: GuardOptions,
  target: Target,
  address: IpAddress,
): string | undefined {
  const covering = rules.filter((rule) => covers(rule, target, address));
  const isPortNamed = covering.some((rule) => rule.port !== undefined);
  if (ownPorts.includes(target.port) && !isPortNamed && isOwn(address))
    return "a port of Stepwell itself";
  if (isMetadataAddress(address))
    return rules.some((rule) => namesExactly(rule, target, address))
      ? undefined
      : "a cloud's metadata service";
  return covering.length > 0 ? undefined : specialRangeName(address);
}

function isOwn(address: IpAddress): boolean {
  if (isThisMachine(address)) return true;
  return Object.values(networkInterfaces())
    .flatMap((ofInterface) => ofInterface ?? [])
    .map((known) => parseIpAddress(known.address))
    .some((known) => known !== undefined && sameAddress(known, address));
}

/** Tells the kind of address, not the address: names of a private network stay private. */
function refused(target: Target, reason: string): StepError {
  return new StepError({
    code: "address_not_allowed",
    message: `${target.host}:${target.port} may not be reached: its address is ${article(reason)}. An operator can allow hosts and address ranges with STEPWELL_OUTBOUND_ALLOW.`,
    details: { host: target.host, port: target.port, reason },
  });
}

function article(reason: string): string {
  return reason.startsWith("a ") ? reason : `special (${reason})`;
}
