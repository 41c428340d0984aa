import { parentPort, workerData } from "node:worker_threads";
import { openReading } from "./connection.ts";
import { verifyRows } from "./verify-rows.ts";

/* Reads a whole file beside the running server, in a thread of its own. */

const connection = openReading((workerData as { readonly path: string }).path);
parentPort?.postMessage(verifyRows(connection), []);
connection.close();
