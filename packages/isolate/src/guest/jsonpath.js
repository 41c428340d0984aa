export function makeLanguage(noted) {
  const runtimeErrors = new Set(["JSONPathRecursionLimitError", "JSONPathIndexError"]);

  function compile(source) {
    try {
      return json_p3.compile(source);
    } catch (error) {
      // The message repeats the place behind its own words: ('$.a[':4).
      const message = String(error.message).replace(/ \('[^]*':\d+\)$/, "");
      const offset = error.token === undefined ? undefined : error.token.index;
      const kind = runtimeErrors.has(error.name) ? "error" : "syntax";
      throw noted(new SyntaxError(message), kind, offset);
    }
  }

  return {
    check: compile,
    run: (source, variables, data) => compile(source).query(data).values(),
  };
}
