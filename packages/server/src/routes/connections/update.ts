import { ProblemError, type updateConnection } from "@stepwell/api";
import { connectionContent } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { issueAt } from "../../http/problems.ts";
import { presentConnection } from "../../presenters/connection.ts";
import { notFound } from "../../refuse.ts";

export const update: Handler<typeof updateConnection> = async (call) => {
  const { server, environment, params, body } = call;
  const { connections, exclusive } = environment;
  const row = await exclusive(async () => {
    const known = await connections.open(params.name);
    if (!known) throw notFound("connection", params.name);
    const secrets = Object.entries({ ...known.secrets, ...body.secrets });
    const parsed = connectionContent.safeParse({
      kind: known.kind,
      hosts: body.hosts ?? known.hosts,
      settings: body.settings ?? known.settings,
      secrets: Object.fromEntries(secrets.filter(([, value]) => value !== null)),
    });
    if (parsed.success) return connections.put(params.name, parsed.data, server.clock.now());
    const issues = parsed.error.issues.map((issue) => issueAt("body", issue));
    throw new ProblemError("invalid_input", "The connection would not be valid; see errors.", {
      issues,
    });
  });
  return presentConnection(row);
};
