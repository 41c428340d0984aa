import { Worker } from "node:worker_threads";

/** Everything that is wrong with a store's file. */
export function verifyFile(path: string): Promise<readonly string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
  const url = new URL("./verify-worker.ts", import.meta.url);
  const worker = new Worker(url, { workerData: { path }, execArgv: [] });
  worker.once("message", resolve);
  worker.once("error", reject);
  return promise;
}
