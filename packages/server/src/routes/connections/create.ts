import { type createConnection, ProblemError } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { presentConnection } from "../../presenters/connection.ts";

export const create: Handler<typeof createConnection> = async ({ server, environment, body }) => {
  const { name, ...content } = body;
  const { connections, exclusive } = environment;
  const row = await exclusive(async () => {
    if (connections.find(name))
      throw new ProblemError("connection_exists", `Change it with PATCH /connections/${name}.`);
    return connections.put(name, content, server.clock.now());
  });
  return presentConnection(row);
};
