/*
 * Sentences that are made of parts, translated by their pattern: `there is no step “<id>”`. What is
 * the person's own stands in `<…>` and stays as it is; `<=…>` is a sentence or word again.
 */

interface Pattern {
  /** What stands before, between and after the parts. */
  readonly fixed: readonly string[];
  readonly parts: readonly Part[];
  readonly text: string;
}

interface Part {
  readonly name: string;
  readonly isInner: boolean;
}

type Read = (english: string) => string | undefined;

const part = /<(=?)(\w+)>/g;
/** Sentences in sentences; the messages may say what strangers have written. */
const depthMax = 4;

/** Gives the sentence in the other language, undefined where no pattern fits. */
export function sentenceReader(texts: ReadonlyMap<string, string>): Read {
  const patterns = [...texts]
    .filter(([key]) => key.search(part) >= 0)
    .toSorted(([one], [other]) => fixedLength(other) - fixedLength(one))
    .map(([key, text]) => patternOf(key, text));
  const readAt = (english: string, depth: number): string | undefined => {
    const whole = texts.get(english);
    if (whole !== undefined) return whole;
    if (depth === depthMax) return undefined;
    const read: Read = (inner) => readAt(inner, depth + 1);
    for (const pattern of patterns) {
      const filled = fill(pattern, english, read);
      if (filled !== undefined) return filled;
    }
    return undefined;
  };
  return (english) => readAt(english, 0);
}

function patternOf(key: string, text: string): Pattern {
  return {
    fixed: key.split(/<=?\w+>/),
    parts: [...key.matchAll(part)].map(([, sign, name = ""]) => ({ name, isInner: sign === "=" })),
    text,
  };
}

/** What is more exact comes first. */
function fixedLength(key: string): number {
  return key.replaceAll(part, "").length;
}

function fill({ fixed, parts, text }: Pattern, english: string, read: Read): string | undefined {
  const given = partsIn(english, fixed);
  if (!given) return undefined;
  const values = new Map<string, string>();
  for (const [index, { name, isInner }] of parts.entries()) {
    const own = given[index] ?? "";
    const value = isInner ? read(own) : own;
    if (value === undefined) return undefined;
    values.set(name, value);
  }
  return text.replaceAll(/<(\w+)>/g, (_whole, name: string) => values.get(name) ?? "");
}

/**
 * What stands between the fixed texts, each part as short as can be and never empty. Looked for
 * once from left to right: the first place leaves the most for what follows.
 */
function partsIn(english: string, fixed: readonly string[]): readonly string[] | undefined {
  const [first = "", ...others] = fixed;
  const last = others.pop() ?? "";
  if (!english.startsWith(first) || !english.endsWith(last)) return undefined;
  const end = english.length - last.length;
  const found: string[] = [];
  let from = first.length;
  for (const piece of others) {
    const at = english.indexOf(piece, from + 1);
    if (at < 0) return undefined;
    found.push(english.slice(from, at));
    from = at + piece.length;
  }
  return from < end ? [...found, english.slice(from, end)] : undefined;
}
