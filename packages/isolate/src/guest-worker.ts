import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import type { GuestLanguage } from "./guest-call.ts";
import { makeImage } from "./guest-image.ts";
import { GuestInstance } from "./guest-instance.ts";
import { monotonicMs } from "./monotonic.ts";
import type {
  GuestOrder,
  GuestOutcome,
  Image,
  WorkerAnswer,
  WorkerData,
} from "./worker-messages.ts";

/* The thread in which guests run, one at a time, each in an engine of its own. Loads no code of core. */

const { module, begun } = workerData as WorkerData;
const images = new Map<GuestLanguage, Image>();

/** Made while nobody waits: the next call of the language finds its engine ready. */
interface Spare {
  readonly memoryBytesMax: number;
  readonly instance: Promise<GuestInstance>;
}
const spares = new Map<GuestLanguage, Spare>();

const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message);

async function imageOf({ language, image }: GuestOrder): Promise<Image> {
  const known = images.get(language) ?? image;
  if (known) {
    images.set(language, known);
    return known;
  }
  const made = await makeImage(module, language);
  images.set(language, made);
  answer({ kind: "image", language, image: made });
  return made;
}

async function open(order: GuestOrder): Promise<GuestInstance> {
  const { memoryBytesMax } = order.limits;
  const spare = spares.get(order.language);
  spares.delete(order.language);
  if (spare?.memoryBytesMax === memoryBytesMax) return spare.instance;
  return GuestInstance.open(module, await imageOf(order), memoryBytesMax);
}

function prepareNext({ language, limits: { memoryBytesMax } }: GuestOrder): void {
  const image = images.get(language);
  if (!image) return;
  const instance = GuestInstance.open(module, image, memoryBytesMax);
  spares.set(language, { memoryBytesMax, instance });
}

async function carryOut(order: GuestOrder): Promise<GuestOutcome> {
  const instance = await open(order);
  begun[0] = monotonicMs();
  const outcome = await instance.carryOut(order);
  begun[0] = 0;
  return outcome;
}

/** On Linux a thread has a priority of its own; elsewhere this would slow the whole process. */
function yieldToServer(): void {
  if (process.platform !== "linux") return;
  try {
    setPriority(0, 5);
  } catch {
    // Not allowed here: guests then compete as equals.
  }
}

async function onOrder(order: GuestOrder): Promise<void> {
  const outcome = await carryOut(order);
  answer({ kind: "ended", outcome });
  prepareNext(order);
}

yieldToServer();
parentPort?.on("message", (order: GuestOrder) => void onOrder(order));
