/* Search that forgives a letter: names first, then other words, then what is nearly the same. */

export interface Searchable {
  readonly title: string;
  readonly words: string;
}

export function ranked<Item extends Searchable>(
  items: readonly Item[],
  search: string,
): readonly Item[] {
  const wanted = plain(search);
  if (wanted === "") return items;
  return items
    .map((item) => ({ item, rank: rankOf(item, wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

function rankOf({ title, words }: Searchable, wanted: string): number {
  const name = plain(title);
  if (name.startsWith(wanted)) return 0;
  if (name.includes(` ${wanted}`)) return 1;
  if (name.includes(wanted)) return 2;
  const text = plain(words);
  if (text.includes(wanted)) return 3;
  const parts = `${name} ${text}`.split(" ");
  const isNear = parts.some(
    (part) =>
      wanted.length > 3 &&
      part.length >= wanted.length - 1 &&
      isOneOff(part.slice(0, wanted.length + 1), wanted),
  );
  return isNear ? 4 : Infinity;
}

/** Lower case, without accents. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[_\s]+/g, " ")
    .trim();
}

/** Whether one letter more, less, other or swapped makes the start of one text the other. */
function isOneOff(text: string, wanted: string): boolean {
  let at = 0;
  while (at < wanted.length && text[at] === wanted[at]) at += 1;
  const [rest, left] = [text.slice(at), wanted.slice(at)];
  const starts = (one: string, other: string): boolean =>
    one.startsWith(other) || other.startsWith(one);
  return (
    starts(rest.slice(1), left.slice(1)) ||
    rest.startsWith(left.slice(1)) ||
    left.startsWith(rest.slice(1)) ||
    (rest[0] === left[1] && rest[1] === left[0] && starts(rest.slice(2), left.slice(2)))
  );
}
