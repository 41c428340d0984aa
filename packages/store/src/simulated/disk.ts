/** Called before and after every write and sync; a simulation may crash the disk there. */
export type DiskPoint = "before write" | "after write" | "before sync" | "after sync";

/** What becomes of the records that were written and not synced. */
export type CrashOutcome =
  | "lost"
  | "kept"
  /** The first ones are kept, then one is cut in the middle. */
  | "torn"
  /** Any of them may be missing, whatever their order. */
  | "reordered";

export interface SimulatedDiskOptions {
  readonly onPoint?: (point: DiskPoint) => void;
  /** Between 0 and 1; decides what a crash keeps. */
  readonly random?: () => number;
}

export class DiskFullError extends Error {
  override readonly name = "DiskFullError";
}

/** A file of records on a disk that keeps only what was synced. No clock, no randomness of its own. */
export class SimulatedDisk {
  /** Writes fail while it is set. */
  isFull = false;
  readonly #options: SimulatedDiskOptions;
  readonly #synced: string[];
  #unsynced: string[] = [];
  #isDead = false;

  constructor(options: SimulatedDiskOptions = {}, records: readonly string[] = []) {
    this.#options = options;
    this.#synced = [...records];
  }

  /** After its crash nothing that happens on it counts. */
  isDead(): boolean {
    return this.#isDead;
  }

  /** Something was written that a crash may lose. */
  hasUnsynced(): boolean {
    return this.#unsynced.length > 0;
  }

  records(): readonly string[] {
    return [...this.#synced, ...this.#unsynced];
  }

  write(record: string): void {
    this.#point("before write");
    if (this.#isDead) return;
    if (this.isFull) throw new DiskFullError("no space left on the simulated disk");
    this.#unsynced.push(record);
    this.#point("after write");
  }

  sync(): void {
    this.#point("before sync");
    if (this.#isDead) return;
    this.#synced.push(...this.#unsynced);
    this.#unsynced = [];
    this.#point("after sync");
  }

  /** Takes back what was written since the last sync: a failed transaction. */
  discard(): void {
    this.#unsynced = [];
  }

  /** Cuts a tail that was never synced, at the start after a crash. */
  cut(length: number): void {
    this.#synced.length = Math.min(length, this.#synced.length);
  }

  /** Changes a record behind everybody's back. */
  damage(index: number, change: (record: string) => string): void {
    const record = this.#synced[index];
    if (record !== undefined) this.#synced[index] = change(record);
  }

  /** The disk as the next start finds it; this one is dead. */
  crash(outcome: CrashOutcome = "lost"): SimulatedDisk {
    this.#isDead = true;
    return new SimulatedDisk(this.#options, [...this.#synced, ...this.#survivors(outcome)]);
  }

  #survivors(outcome: CrashOutcome): readonly string[] {
    const written = this.#unsynced;
    const random = this.#options.random ?? (() => 0.5);
    switch (outcome) {
      case "lost":
        return [];
      case "kept":
        return written;
      case "torn": {
        const whole = Math.floor(random() * written.length);
        const torn = written[whole] ?? "";
        return [...written.slice(0, whole), torn.slice(0, Math.floor(random() * torn.length))];
      }
      case "reordered":
        return written.map((record) => (random() < 0.5 ? record : ""));
      default:
        return outcome satisfies never;
    }
  }

  #point(point: DiskPoint): void {
    if (!this.#isDead) this.#options.onPoint?.(point);
  }
}
