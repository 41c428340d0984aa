/** Headers that go to chosen hosts only. */
export interface OutboundCredentials {
  readonly headers: Readonly<Record<string, string>>;
  mayGoTo(url: URL): boolean;
}

/** What is left of credentials after a redirect; once they are gone, they stay gone. */
export function credentialsAfter(
  credentials: OutboundCredentials | undefined,
  from: URL,
  to: URL,
): OutboundCredentials | undefined {
  const becomesPlain = from.protocol === "https:" && to.protocol !== "https:";
  return becomesPlain || credentials?.mayGoTo(to) !== true ? undefined : credentials;
}
