import { parentPort, workerData } from "node:worker_threads";
import { openWriting } from "./connection.ts";
import { failureOf } from "./failure.ts";
import { migrate } from "./migrate.ts";
import { type OrderWriter, makeOrderWriter } from "./order-writer.ts";
import type { WriterAnswer, WriterData, WriterOrder } from "./writer-messages.ts";

/* The thread that owns the write connection. Loads no code of core: it starts fast and stays small. */

const migrations = new URL("../migrations/", import.meta.url);

function open({ path, synchronous }: WriterData): OrderWriter {
  const connection = openWriting(path, synchronous);
  migrate(connection, migrations);
  return makeOrderWriter(connection);
}

const port = parentPort;
if (port) {
  const answer = (message: WriterAnswer): void => port.postMessage(message);
  try {
    const writer = open(workerData as WriterData);
    port.on("message", (order: WriterOrder) => {
      answer(writer.write(order));
      if (!Array.isArray(order) && "kind" in order && order.kind === "close") port.close();
    });
    answer({ kind: "done" });
  } catch (error) {
    answer({ kind: "failed", failure: failureOf(error) });
  }
}
