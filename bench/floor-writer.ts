import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

const database = new DatabaseSync(workerData as string);
database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
database.exec("CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, body TEXT)");
const insert = database.prepare("INSERT INTO row (body) VALUES (?)");

parentPort?.on("message", (texts: readonly string[]) => {
  database.exec("BEGIN");
  for (const text of texts) insert.run(text);
  database.exec("COMMIT");
  parentPort?.postMessage(texts.length);
});
