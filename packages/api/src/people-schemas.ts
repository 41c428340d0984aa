import { z } from "zod";
import { permissions, type Permission, roles } from "./permission.ts";
import { time } from "./schemas.ts";

/* What the operations about people, their sessions and what they have done give and take. */

/** Rules of composition are none; a passphrase may be long, and spaces count. */
export const passwordLengthMin = 12;
export const passwordLengthMax = 256;

export const newPassword = z.string().min(passwordLengthMin).max(passwordLengthMax);
/** One that is compared with the stored one: whatever is no password is simply a wrong one. */
export const givenPassword = z.string().max(passwordLengthMax);
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const personName = z.string().trim().min(1).max(200);

/** A one-time secret of a link. */
export const linkToken = z.string().min(1).max(200);

/** An environment's name, or `*` for all that are not named, also those that will be made. */
const environmentScope = z.string().regex(/^(\*|[a-z][a-z0-9-]{0,49})$/, {
  error: "the name of an environment, or * for all others",
});

export const roleGrants = z
  .record(environmentScope, z.enum(roles))
  .refine((grants) => Object.keys(grants).length > 0, { error: "at least one role is needed" })
  .refine((grants) => Object.keys(grants).length <= 100, { error: "at most 100 roles" });

export const themes = ["light", "dark", "system"] as const;

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, {
  error: "a language tag such as en or pt-BR",
});

export const preferences = {
  language: language.nullable(),
  theme: z.enum(themes).nullable(),
};

export const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  ...preferences,
});

export const member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** By environment; `*` for all that are not named. */
  roles: z.record(z.string(), z.enum(roles)),
  /** Is it who asks? */
  isYou: z.boolean(),
  createdAt: time,
  /** When a session of his was last begun or renewed. */
  lastSeenAt: time.nullable(),
});

export const invitation = z.object({
  id: z.string(),
  email: z.string(),
  roles: z.record(z.string(), z.enum(roles)),
  invitedBy: z.string(),
  createdAt: time,
  expiresAt: time,
});

export const session = z.object({
  id: z.string(),
  /** Is it the one that asks? */
  isCurrent: z.boolean(),
  createdAt: time,
  /** When it was last renewed. */
  updatedAt: time,
  expiresAt: time,
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
});

const permissionNames = Object.keys(permissions) as [
  Exclude<Permission, "public">,
  ...Exclude<Permission, "public">[],
];

const access = z.object({ role: z.enum(roles), permissions: z.array(z.enum(permissionNames)) });

export const me = z.object({
  /** One of the two is there: who came with a session, or with an API key. */
  user: user.nullable(),
  key: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What may be done to the installation: keys, members, audit. */
  installation: access,
  /** Those that the caller may see, each with what he may do there. */
  environments: z.array(
    access.extend({ name: z.string(), title: z.string(), kind: z.enum(["live", "sandbox"]) }),
  ),
});

export const actorKinds = ["user", "key", "system"] as const;

export const auditEntry = z.object({
  id: z.string(),
  at: time,
  actor: z.object({ kind: z.enum(actorKinds), id: z.string(), name: z.string() }),
  /** Null where the whole installation is concerned. */
  environment: z.string().nullable(),
  /** The id of the operation: `workflows.publish`, `auth.sign_in`. */
  operation: z.string(),
  outcome: z.enum(["done", "refused"]),
  /** What was acted on. */
  objectId: z.string().nullable(),
  summary: z.record(z.string(), z.unknown()),
  /** From where. */
  address: z.string().nullable(),
});
