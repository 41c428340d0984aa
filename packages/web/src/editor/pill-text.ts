/* How a variable stands in a text: braces, and between them what may hold braces only in quotes. */

const pillSource = /\{\{\s*((?:[^{}"]|"(?:[^"\\]|\\.)*")*?)\s*\}\}/;

export const pillPattern = new RegExp(pillSource, "g");
const pillAtStart = new RegExp(`^${pillSource.source}`);

/** The one that a text begins with: how long it is, and what is between its braces. */
export function pillAt(
  text: string,
): { readonly length: number; readonly text: string } | undefined {
  const match = pillAtStart.exec(text);
  return match ? { length: match[0].length, text: match[1] ?? "" } : undefined;
}
