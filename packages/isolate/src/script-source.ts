/* The text around a user's script, and how places in it become places in what the user wrote. */

export interface SourcePlace {
  /** Both from 1. */
  readonly line?: number;
  readonly column?: number;
}

/**
 * The script becomes the body of a function inside another that holds the variables, so that they
 * are constants and may be shadowed. Its first line is the second of the whole.
 */
export function wrapScript(source: string, variableNames: readonly string[]): string {
  const constants =
    variableNames.length === 0 ? "" : `const { ${variableNames.join(", ")} } = arguments[0];`;
  return `"use strict";(function () { ${constants} return async function script() {\n${source}\n}; })`;
}

const wrapperLines = 1;

/** The innermost place of a stack that is in the script itself. */
export function scriptPlace(stack: string, source: string): SourcePlace {
  const found = /script\.js:(\d+):(\d+)/.exec(stack);
  if (!found) return {};
  const line = Number(found[1]) - wrapperLines;
  const lines = source.split("\n");
  if (line < 1) return {};
  // What is missing at the end is noticed in the wrapper's last line.
  if (line > lines.length) return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
  return { line, column: Number(found[2]) };
}

export function placeAt(source: string, offset: number): SourcePlace {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
