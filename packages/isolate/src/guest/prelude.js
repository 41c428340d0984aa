/*
 * Evaluated once in every image, before any code of a user: what it takes from the globals here is
 * what it uses later, whatever the script does to them. `write` is the only function of the host.
 */
const { parse, stringify } = JSON;
const { apply } = Reflect;
const { imul } = Math;
const { slice, charCodeAt } = String.prototype;
const { get, set } = WeakMap.prototype;
const toText = String;
const collections = [Map, Set, WeakMap, WeakSet, RegExp, Promise, ArrayBuffer];
const collectionNames = collections.map(({ name }) => name);
const collectionsCount = collections.length;
const notes = new WeakMap();
let charactersLeft = 0;
let write;

const cut = (text, charactersMax) => apply(slice, text, [0, charactersMax]);

/** Remembers what a library knows of its error: a fault of the text, and at which character. */
function noted(error, kind, offset) {
  const known = typeof error === "object" && error !== null ? error : new Error(toText(error));
  apply(set, notes, [known, { kind, offset }]);
  return known;
}

/** The same seed gives the same numbers: FNV-1a into sfc32 (Doty-Humphrey's PractRand). */
function randomOf(seed) {
  let hash = 0x811c9dc5;
  const mix = () => {
    for (let index = 0; index < seed.length; index += 1)
      hash = imul(hash ^ apply(charCodeAt, seed, [index]), 0x01000193);
    hash = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return hash | 0;
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let count = 1;
  const next = () => {
    const sum = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  return () => (next() * 0x200000 + (next() >>> 11)) / 0x20000000000000;
}

function shown(value) {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return toText(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    const text = stringify(value);
    return typeof text === "string" ? text : toText(value);
  } catch {
    return "[an object that is not JSON]";
  }
}

/** One line of the log. What is over the limit is cut here, so that the host never reads it. */
function log(...values) {
  if (charactersLeft <= 0) return;
  let line = "";
  for (let index = 0; index < values.length && line.length <= charactersLeft; index += 1)
    line += (index === 0 ? "" : " ") + shown(values[index]);
  const text = cut(line, charactersLeft);
  charactersLeft -= text.length + 1;
  write(text);
  if (charactersLeft <= 0) write("(the log is cut here: its limit is reached)");
}

function place(key) {
  return key === "" ? "" : ` under "${cut(toText(key), 100)}"`;
}

function collectionName(value) {
  for (let index = 0; index < collectionsCount; index += 1)
    if (value instanceof collections[index]) return collectionNames[index];
  return undefined;
}

/** JSON itself would leave these out or lose what they hold, without a word. */
function jsonOnly(key, value) {
  if (typeof value === "object") {
    if (value === null) return value;
    const name = collectionName(value);
    if (name === undefined) return value;
    throw new TypeError(`the result has a ${name}${place(key)}: return plain objects and lists`);
  }
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint")
    throw new TypeError(`the result has a ${typeof value}${place(key)}: it must be plain JSON`);
  return value;
}

function resultText(value) {
  return value === undefined ? "null" : stringify(value, jsonOnly);
}

const text = (value, charactersMax) => (typeof value === "string" ? cut(value, charactersMax) : "");

function thrownText(error) {
  if (typeof error === "object" && error !== null) return text(error.message, 2000);
  return typeof error === "function" ? "a function" : cut(toText(error), 2000);
}

/** Its getters run here, inside the limits. */
function fieldsOf(error) {
  const isObject = typeof error === "object" && error !== null;
  const note = isObject ? apply(get, notes, [error]) : undefined;
  const offset = note === undefined ? undefined : note.offset;
  return {
    name: isObject ? text(error.name, 100) : "",
    message: thrownText(error),
    stack: isObject ? text(error.stack, 4000) : "",
    kind: note === undefined ? "error" : note.kind,
    offset: typeof offset === "number" ? offset : -1,
    isNull: error === null,
  };
}

/** An error as JSON text; one whose getters throw is told as such. */
function describe(error) {
  try {
    return stringify(fieldsOf(error));
  } catch {
    return '{"name":"","message":"an error that cannot be read","stack":"","kind":"error","offset":-1,"isNull":false}';
  }
}

/** The host calls this once; what it gets back are the image's entries. */
export function prelude(hostWrite, makeLanguage) {
  write = hostWrite;
  globalThis.console = { log, info: log, warn: log, error: log, debug: log };
  const language = makeLanguage(noted);
  return {
    describe,
    async run(source, variables, data, settings) {
      const { seed, logCharactersMax } = parse(settings);
      charactersLeft = logCharactersMax;
      Math.random = randomOf(seed);
      const value = await language.run(source, parse(variables), parse(data), seed);
      return resultText(value);
    },
    async check(source) {
      language.check(source);
      return "null";
    },
  };
}
