import {
  type Client,
  createConnection,
  deleteConnection,
  getConnection,
  testConnection,
  updateConnection,
} from "@stepwell/api";
import { deploy } from "./open-test-server.suite.ts";
import { manual } from "./sample-definitions.suite.ts";

/* Each problem of the operations on connections. */

type Provoke = (call: Client) => Promise<unknown>;

const noConnection = { params: { name: "nobody" } };
const bearer = (name: string) => ({
  name,
  kind: "bearer" as const,
  hosts: ["example.com"],
  settings: {},
  secrets: { token: "t" },
});

export const connectionProvocations: Readonly<Record<string, Provoke>> = {
  "connections.get not_found": (call) => call(getConnection, noConnection),
  "connections.create invalid_input": (call) =>
    call(createConnection, { body: { ...bearer("bad"), hosts: ["*"] } }),
  "connections.create connection_exists": async (call) => {
    await call(createConnection, { body: bearer("twice") });
    return call(createConnection, { body: bearer("twice") });
  },
  "connections.update not_found": (call) => call(updateConnection, { ...noConnection, body: {} }),
  "connections.update invalid_input": async (call) => {
    await call(createConnection, { body: bearer("changed") });
    const params = { name: "changed" };
    return call(updateConnection, { params, body: { secrets: { token: null } } });
  },
  "connections.test not_found": (call) => call(testConnection, { ...noConnection, body: {} }),
  "connections.delete not_found": (call) => call(deleteConnection, noConnection),
  "connections.delete connection_in_use": async (call) => {
    await call(createConnection, { body: bearer("used") });
    await deploy(
      call,
      manual([
        { id: "go", type: "http", config: { url: "https://example.com", connection: "used" } },
      ]),
    );
    return call(deleteConnection, { params: { name: "used" } });
  },
};
