import type { Permission } from "@stepwell/api";
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "./call.ts";
import { useEnvironment } from "./environment.ts";
import { useRead } from "./queries.ts";

export type Me = Answer<"getMe">;

export function useMe(): UseQueryResult<Me> {
  return useRead("getMe");
}

/** Of the person, or of the key that he came with. */
export function idOf(me: Me | undefined): string {
  return me?.user?.id ?? me?.key?.id ?? "";
}

/** Whether the person may do something here. What it hides the server refuses as well. */
export function useMay(): (permission: Exclude<Permission, "public">) => boolean {
  const name = useEnvironment();
  const { data } = useMe();
  const access = data?.environments.find((environment) => environment.name === name);
  const own = new Set([...(access?.permissions ?? []), ...(data?.installation.permissions ?? [])]);
  const inEnvironment = new Set(access?.permissions ?? []);
  return (permission) =>
    installationWide.has(permission) ? own.has(permission) : inEnvironment.has(permission);
}

const installationWide = new Set<string>([
  "keys.manage",
  "members.read",
  "members.manage",
  "audit.read",
  "me.read",
  "me.write",
]);
