/*
 * Sentences that are made of parts, translated by their pattern: `there is no step “<id>”`. What is
 * the person's own stands in `<…>` and stays as it is; `<=…>` is a sentence or word again.
 */

interface Pattern {
  readonly shape: RegExp;
  readonly inner: ReadonlySet<string>;
  readonly text: string;
}

type Read = (english: string) => string | undefined;

const part = /<(=?)(\w+)>/g;

/** Gives the sentence in the other language, undefined where no pattern fits. */
export function sentenceReader(texts: ReadonlyMap<string, string>): Read {
  const patterns = [...texts]
    .filter(([key]) => key.search(part) >= 0)
    .toSorted(([one], [other]) => fixedLength(other) - fixedLength(one))
    .map(([key, text]) => patternOf(key, text));
  const read = (english: string): string | undefined => {
    const whole = texts.get(english);
    if (whole !== undefined) return whole;
    for (const pattern of patterns) {
      const filled = fill(pattern, english, read);
      if (filled !== undefined) return filled;
    }
    return undefined;
  };
  return read;
}

function patternOf(key: string, text: string): Pattern {
  const shape = key.split(/(<=?\w+>)/).map((piece) => {
    const [, name] = /^<=?(\w+)>$/.exec(piece) ?? [];
    return name === undefined ? escaped(piece) : `(?<${name}>.+?)`;
  });
  const inner = [...key.matchAll(part)].filter(([, sign]) => sign === "=");
  return {
    shape: new RegExp(`^${shape.join("")}$`, "s"),
    inner: new Set(inner.map(([, , name = ""]) => name)),
    text,
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** What is more exact comes first. */
function fixedLength(key: string): number {
  return key.replaceAll(part, "").length;
}

function fill({ shape, inner, text }: Pattern, english: string, read: Read): string | undefined {
  const groups = shape.exec(english)?.groups;
  if (!groups) return undefined;
  const values = new Map<string, string>();
  for (const [name, given] of Object.entries(groups)) {
    const value = inner.has(name) ? read(given) : given;
    if (value === undefined) return undefined;
    values.set(name, value);
  }
  return text.replaceAll(/<(\w+)>/g, (_whole, name: string) => values.get(name) ?? "");
}
