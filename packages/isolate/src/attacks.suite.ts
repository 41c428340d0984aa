/* What hostile scripts try (reliability study, section 6.1), and how each may end. */

type Code = "timeout" | "limit_reached" | "script_error" | "syntax_error";

export interface Attack {
  readonly name: string;
  readonly source: string;
  /** Codes of failure that contain it. */
  readonly ends?: readonly Code[];
  /** Where it may succeed: what it then gets, which must be harmless. */
  readonly output?: string;
}

const time: readonly Code[] = ["timeout"];
const memory: readonly Code[] = ["limit_reached"];
const timeOrMemory: readonly Code[] = ["timeout", "limit_reached"];
const error: readonly Code[] = ["script_error"];
const any: readonly Code[] = ["timeout", "limit_reached", "script_error"];

const loops: readonly Attack[] = [
  { name: "a plain loop", source: "for (;;);", ends: time },
  {
    name: "a loop of promises",
    source: "const f = () => { Promise.resolve().then(f); }; f(); await new Promise(() => {});",
    ends: time,
  },
  {
    name: "a chain of promises",
    source: "const f = () => Promise.resolve().then(f); return f();",
    ends: timeOrMemory,
  },
  { name: "an async loop", source: "for (;;) await null;", ends: time },
  { name: "a loop in toJSON", source: "return { toJSON() { for (;;); } };", ends: time },
  {
    name: "loops in the getters of what is thrown",
    source: "throw { get message() { for (;;); }, get name() { for (;;); } };",
    ends: time,
  },
  {
    name: "a loop in traps of a proxy",
    source: "const f = () => { for (;;); }; return new Proxy({}, { get: f, ownKeys: f });",
    ends: time,
  },
  { name: "a loop in then", source: "return { then() { for (;;); } };", ends: time },
  {
    name: "caught interrupts",
    source: "for (;;) { try { for (;;); } catch {} finally { continue; } }",
    ends: time,
  },
  {
    name: "a loop inside the engine, without a single instruction of the guest",
    source: "return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    ends: time,
  },
];

const memoryBombs: readonly Attack[] = [
  {
    name: "lists",
    source: "const a = []; for (;;) a.push(new Array(1000).fill(1));",
    ends: memory,
  },
  {
    name: "caught lack of memory",
    source: "const a = []; for (;;) try { for (;;) a.push({}); } catch {}",
    ends: timeOrMemory,
  },
  {
    name: "a Map",
    source: "const m = new Map(); for (let i = 0; ; i++) m.set(i, 'x' + i);",
    ends: timeOrMemory,
  },
  {
    name: "strings",
    source: "const a = []; for (;;) a.push('x'.repeat(100_000) + a.length);",
    ends: memory,
  },
  { name: "a doubled string", source: "let s = 'ab'; for (;;) s += s;", ends: any },
  {
    name: "ArrayBuffers",
    source: "const a = []; for (;;) a.push(new ArrayBuffer(1e6));",
    ends: memory,
  },
  {
    name: "one huge ArrayBuffer",
    source: "return new ArrayBuffer(2 ** 31).byteLength;",
    ends: any,
  },
  {
    name: "typed arrays",
    source: "const a = []; for (;;) a.push(new Float64Array(1e5));",
    ends: memory,
  },
  {
    name: "shared memory",
    source: "const a = []; for (;;) a.push(new SharedArrayBuffer(1e6));",
    ends: any,
  },
  {
    name: "a spread generator",
    source: "return [...(function* () { for (;;) yield {}; })()];",
    ends: timeOrMemory,
  },
];

const sizes: readonly Attack[] = [
  { name: "recursion", source: "const f = () => f() + 1; return f();", ends: error },
  {
    name: "recursion in the engine",
    source: "const f = () => [2, 1].sort(f); return f();",
    ends: error,
  },
  {
    name: "deep JSON in",
    source: "return JSON.parse('['.repeat(1e6) + ']'.repeat(1e6));",
    ends: error,
  },
  {
    name: "a deep result",
    source: "let a = []; for (let i = 0; i < 1000; i++) a = [a]; return a;",
    ends: error,
  },
  {
    name: "a very deep result",
    source: "let a = []; for (let i = 0; i < 100_000; i++) a = [a]; return a;",
    ends: any,
  },
  { name: "a huge string as result", source: "return 'x'.repeat(5e6);", ends: memory },
  { name: "a huge list as result", source: "return new Array(600_000).fill(1);", ends: memory },
  {
    name: "an endless sparse list as result",
    source: "const a = []; a.length = 4294967295; return a;",
    ends: timeOrMemory,
  },
  { name: "a huge error", source: "throw new Error('x'.repeat(1e7));", ends: error },
  { name: "BigInt", source: "let x = 3n; for (;;) x *= x;", ends: any },
  {
    name: "a big sort",
    source: "return Array.from({ length: 1e6 }, (_, i) => String(-i)).sort().length;",
    ends: timeOrMemory,
  },
  { name: "a big join", source: "return new Array(1e8).join('0123456789').length;", ends: any },
  {
    name: "a regular expression that backtracks",
    source: "return /^(a+)+$/.test('a'.repeat(50) + 'b');",
    ends: time,
  },
  { name: "nesting in the parser", source: "return eval('('.repeat(1e6));", ends: error },
  {
    name: "nesting in a regular expression",
    source: "return new RegExp('(?:'.repeat(1e5) + ')'.repeat(1e5)).test('');",
    ends: error,
  },
  {
    name: "a flood of log lines",
    source: "for (;;) console.log('x'.repeat(1000), {});",
    ends: time,
  },
];

const escapes: readonly Attack[] = [
  {
    name: "prototype pollution",
    source: `Object.prototype.polluted = 1; Array.prototype.toJSON = () => "taken";
      JSON.stringify = JSON.parse = Promise.prototype.then = () => "taken";
      Object.prototype.toJSON = function () { return "own"; }; globalThis.leaked = 1;
      Array.prototype[Symbol.iterator] = String.prototype.slice = Reflect.apply = () => "taken";
      return {};`,
    output: "own",
  },
  {
    name: "a __proto__ in the result",
    source: `return JSON.parse('{"__proto__":{"polluted":1}}');`,
    ends: error,
  },
  {
    name: "the constructor's constructor",
    source: "return ({}).constructor.constructor('return typeof process + typeof require')();",
    output: "undefinedundefined",
  },
  {
    name: "the constructor of the one function that leads to the host",
    source: "return console.log.constructor('return typeof process + Object.keys(this)')();",
    output: "undefinedconsole",
  },
  {
    name: "import()",
    source: "return import('node:fs').then((fs) => fs.readFileSync('/etc/passwd', 'utf8'));",
    ends: error,
  },
  {
    name: "the error of import()",
    source: `try { await import('fs'); } catch (e) {
      return e.constructor.constructor('return typeof process')() + (e.constructor === ReferenceError);
    }`,
    output: "undefinedtrue",
  },
  {
    name: "frames of the stack",
    source: `Error.prepareStackTrace = (_, frames) => frames;
      const [frame] = new Error().stack;
      const found = frame.getFunction?.() ?? frame.getFileName;
      const made = found.constructor("return typeof process");
      return typeof frame.getThis?.() + (await made());`,
    output: "undefinedundefined",
  },
  {
    name: "Atomics.wait",
    source: "return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);",
    ends: error,
  },
  { name: "WebAssembly", source: "return typeof WebAssembly;", output: "undefined" },
  { name: "Function", source: "return Function('return typeof process')();", output: "undefined" },
  {
    name: "a source that leaves its function",
    source:
      "}; }); globalThis.leaked = 1; (function () { return async () => { return typeof process;",
    output: "undefined",
  },
];

export const attacks: readonly Attack[] = [...loops, ...memoryBombs, ...sizes, ...escapes];
