import type { JSValueHandle } from "quickjs-wasi";

/** Room for the prelude's own line about the cut. */
const noticeCharactersMax = 64;

/** What the guest wrote, kept by the host so that it outlives the guest. */
export class GuestLog {
  readonly lines: string[] = [];
  #charactersLeft = 0;

  open(charactersMax: number): void {
    this.#charactersLeft = charactersMax + noticeCharactersMax;
  }

  /** The prelude cuts at the limit already; what passes it nevertheless is not read at all. */
  write(line: JSValueHandle | undefined): void {
    if (!line?.isString || line.length >= this.#charactersLeft) return;
    const text = line.toString();
    this.#charactersLeft -= text.length + 1;
    this.lines.push(text);
  }
}
