/**
 * The known name that was probably meant: at most one mistake per three characters (insertion,
 * deletion, replacement or two neighbours swapped), upper and lower case alike.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > lengthMax) return undefined;
  const written = name.toLowerCase();
  let best: string | undefined;
  let bound = Math.max(1, Math.floor(name.length / 3));
  for (const candidate of known) {
    const distance = editDistance(written, candidate.toLowerCase(), bound);
    if (distance > bound) continue;
    best = candidate;
    bound = distance - 1;
  }
  return best;
}

const lengthMax = 64;

/** The number of edits between two texts; anything above `bound` where it is more than that. */
function editDistance(from: string, to: string, bound: number): number {
  if (Math.abs(from.length - to.length) > bound) return bound + 1;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const next = nextRow({ from, to, row, last, beforeLast });
    beforeLast = last;
    last = next;
  }
  return at(last, to.length);
}

interface Row {
  readonly from: string;
  readonly to: string;
  readonly row: number;
  readonly last: readonly number[];
  readonly beforeLast: readonly number[];
}

function nextRow({ from, to, row, last, beforeLast }: Row): readonly number[] {
  const next = [row];
  for (let column = 1; column <= to.length; column += 1) {
    const isSame = from[row - 1] === to[column - 1];
    const replaced = at(last, column - 1) + (isSame ? 0 : 1);
    let least = Math.min(replaced, at(last, column) + 1, at(next, column - 1) + 1);
    const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
    if (isSwap && row > 1) least = Math.min(least, at(beforeLast, column - 2) + 1);
    next.push(least);
  }
  return next;
}

function at(row: readonly number[], index: number): number {
  return row[index] as number;
}
