/** How much larger than usual the person has letters. */
export function letterSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}

/** How wide the window is, in pixels of usual letters: larger ones leave less room. */
export function windowWidth(): number {
  return innerWidth / letterSize();
}
