import type { ConnectionKind } from "@stepwell/core";

/* What each kind of connection asks for, in the order of its form. */

interface TextSpec {
  readonly id: string;
  readonly type: "text" | "number" | "switch";
  readonly isRequired?: true;
}

interface SecretSpec {
  readonly id: string;
  readonly isRequired?: true;
}

export interface KindSpec {
  readonly settings: readonly TextSpec[];
  readonly secrets: readonly SecretSpec[];
  /** Its credentials go to named hosts only. */
  readonly hasHosts: boolean;
}

export const kinds = {
  bearer: { settings: [], secrets: [{ id: "token", isRequired: true }], hasHosts: true },
  header: {
    settings: [{ id: "name", type: "text", isRequired: true }],
    secrets: [{ id: "value", isRequired: true }],
    hasHosts: true,
  },
  basic: {
    settings: [{ id: "username", type: "text", isRequired: true }],
    secrets: [{ id: "password", isRequired: true }],
    hasHosts: true,
  },
  oauth2_client: {
    settings: [
      { id: "tokenUrl", type: "text", isRequired: true },
      { id: "clientId", type: "text", isRequired: true },
      { id: "scope", type: "text" },
      { id: "audience", type: "text" },
    ],
    secrets: [{ id: "clientSecret", isRequired: true }],
    hasHosts: true,
  },
  smtp: {
    settings: [
      { id: "host", type: "text", isRequired: true },
      { id: "port", type: "number" },
      { id: "secure", type: "switch" },
      { id: "requireTls", type: "switch" },
      { id: "username", type: "text" },
      { id: "from", type: "text" },
    ],
    secrets: [{ id: "password" }],
    hasHosts: false,
  },
} as const satisfies Readonly<Record<ConnectionKind, KindSpec>>;

export const kindNames = Object.keys(kinds) as readonly ConnectionKind[];

export type Values = Readonly<Record<string, string | number | boolean>>;

/** Where the server has defaults, the form shows them. */
export const smtpDefaults: Values = { port: 465, secure: true, requireTls: true };

/** What is empty is left out. */
export function present(values: Values): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== "" && !Number.isNaN(value)),
  );
}

/** `api.example.com, *.example.org` */
export function hostsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter((host) => host !== "");
}
