/*
 * Names of files that are made anew. A workflow that has a file keeps it: its path is whatever a
 * person has chosen.
 */

const slugLengthMax = 60;
const marks = /\p{M}+/gu;
const between = /[^\p{L}\p{N}]+/gu;

/** `Größere Zahlungen!` becomes `grossere-zahlungen`. */
export function slugOf(name: string): string {
  const plain = name.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(marks, "");
  const words = plain.normalize("NFC").replace(between, "-");
  // By characters: half of one would be no name.
  const slug = Array.from(words).slice(0, slugLengthMax).join("");
  return slug.replace(/^-+|-+$/g, "") || "workflow";
}

/** A path that nobody has yet. File systems may take upper and lower case for the same. */
export function freePath(name: string, taken: ReadonlySet<string>): string {
  const slug = slugOf(name);
  for (let count = 1; ; count += 1) {
    const path = `${slug}${count === 1 ? "" : `-${count}`}.flow.yaml`;
    if (!taken.has(path.toLowerCase())) return path;
  }
}
