import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/* Contrast by WCAG 2.2, of every pair that the interface puts on each other. */

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");
const [lightPart = "", darkPart = ""] = css.split('[data-theme="dark"]');
const themes = { light: readTokens(lightPart), dark: readTokens(darkPart) };

function readTokens(part: string): ReadonlyMap<string, string> {
  return new Map(
    [...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = "", hex = ""]) => [
      name,
      hex,
    ]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const families = ["trigger", "data", "connect", "transform", "people", "ai", "flow"];
const states = ["ok", "bad", "run", "wait", "skip"];

/** Foreground, ground, least contrast. */
const pairs: readonly (readonly [string, string, number])[] = [
  ...["ink", "ink-2", "ink-3"].flatMap((ink) =>
    ["bg", "surface"].map((ground) => [ink, ground, 4.5] as const),
  ),
  ["ink", "sunken", 4.5],
  ["ink-2", "sunken", 4.5],
  ["ink-3", "sunken", 4.5],
  ["on-accent", "accent", 4.5],
  ["accent-ink", "accent-bg", 4.5],
  ["accent-ink", "surface", 4.5],
  ["accent-ink", "bg", 4.5],
  ["accent", "surface", 3],
  ["accent", "bg", 3],
  ["control-line", "surface", 3],
  ["control-line", "bg", 3],
  ["edge", "bg", 3],
  ["sandbox", "sandbox-bg", 4.5],
  ...[...states, ...families].flatMap((name) => [
    [name, `${name}-bg`, 4.5] as const,
    [name, "surface", 4.5] as const,
  ]),
];

describe.each(Object.entries(themes))("colours, %s", (_theme, tokens) => {
  it.each(pairs)("%s on %s has at least %d", (ink, ground, least) => {
    expect(contrast(tokens.get(ink) ?? "#000000", tokens.get(ground) ?? "#000000")).toBeGreaterThan(
      least,
    );
  });
});

describe("the computation", () => {
  it("knows black on white and white on white", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
    expect(contrast("#ffffff", "#ffffff")).toBeCloseTo(1);
  });
});
