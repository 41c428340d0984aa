export function makeLanguage(noted) {
  /** Longer expressions are told without a position: finding it costs a compilation a token. */
  const locatedCharactersMax = 2000;

  function messageOf(text, compile) {
    try {
      compile(text);
      return "";
    } catch ({ message }) {
      return message;
    }
  }

  /** The library names no position: it is where the shortest text ends that fails in the same way. */
  function offsetOf(source, message) {
    if (source.length > locatedCharactersMax) return undefined;
    if (message.includes("EOF")) return source.length;
    for (let end = 1; end <= source.length; end += 1)
      if (messageOf(source.slice(0, end), jmespath.compile) === message) return end - 1;
    return undefined;
  }

  function check(source) {
    const message = messageOf(source, jmespath.compile);
    if (message !== "") throw noted(new SyntaxError(message), "syntax", offsetOf(source, message));
  }

  return {
    check,
    run(source, variables, data) {
      check(source);
      return jmespath.search(data, source);
    },
  };
}
