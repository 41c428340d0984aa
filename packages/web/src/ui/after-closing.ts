const givenBackMs = 50;

/** A menu, popover or dialog that closes gives the focus back first; what is done then has its place. */
export function afterClosing(act: () => unknown): void {
  setTimeout(act, givenBackMs);
}
