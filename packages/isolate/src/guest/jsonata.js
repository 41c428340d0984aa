export function makeLanguage(noted) {
  /** The engine's own error, which the host knows by its name: not a fault of the query's text. */
  function isOutOfMemory({ name, message }) {
    return name === "InternalError" && message === "out of memory";
  }

  /** The library's position is behind the token that it names. */
  function located(source, error, kind) {
    if (isOutOfMemory(error)) return error;
    const { position, token } = error;
    const isNumber = typeof position === "number";
    const start = isNumber && typeof token === "string" ? position - token.length : position;
    const offset = isNumber && source.slice(start, position) === token ? start : position;
    const text = typeof error.message === "string" ? error.message : String(error);
    const code = typeof error.code === "string" ? ` (${error.code})` : "";
    return noted(new Error(text + code), kind, offset);
  }

  function compile(source) {
    try {
      return jsonata(source);
    } catch (error) {
      throw located(source, error, "syntax");
    }
  }

  /** The library's functions are objects. */
  function json(value) {
    if (value && (value._jsonata_lambda || value._jsonata_function || typeof value === "function"))
      throw new TypeError("the result is a function: it must be plain JSON");
    return value;
  }

  return {
    check: compile,
    async run(source, variables, data) {
      const compiled = compile(source);
      try {
        return json(await compiled.evaluate(data, variables));
      } catch (error) {
        throw located(source, error, "error");
      }
    },
  };
}
