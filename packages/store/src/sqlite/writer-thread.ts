import { Worker } from "node:worker_threads";
import { Writer } from "./writer.ts";
import type { WriterAnswer, WriterData } from "./writer-messages.ts";

export interface WriterThread {
  readonly writer: Writer;
  /** Drains, empties the write-ahead log into the file and ends the thread. */
  close(): Promise<void>;
}

/** Resolves when the file is open and its schema up to date. */
export async function startWriter(
  workerData: WriterData,
  onFatal: (error: Error) => void,
): Promise<WriterThread> {
  const worker = new Worker(new URL("./writer-worker.ts", import.meta.url), {
    workerData,
    // The process's own flags may be meant for its main script.
    execArgv: [],
    // The thread keeps nothing but the batch in hand.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  await firstAnswer(worker, workerData.path);
  const writer = new Writer({ port: { post: (order) => worker.postMessage(order, []) }, onFatal });
  const exited = Promise.withResolvers<void>();
  worker.on("message", (answer: WriterAnswer) => writer.answered(answer));
  worker.on("error", (error) => writer.fail(error));
  worker.on("exit", (code) => {
    if (!writer.isClosed()) writer.fail(new Error(`the writer's thread ended (${code})`));
    exited.resolve();
  });
  return {
    writer,
    async close() {
      // A thread that has failed is gone already.
      await Promise.race([writer.close(), exited.promise]);
      await exited.promise;
    },
  };
}

function firstAnswer(worker: Worker, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.once("error", reject);
  worker.once("message", (answer: WriterAnswer) => {
    worker.removeListener("error", reject);
    if (answer.kind === "failed")
      reject(new Error(`cannot open ${path}: ${answer.failure.message}`));
    else resolve();
  });
  return promise;
}
