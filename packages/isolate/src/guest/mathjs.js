export function makeLanguage(noted) {
  /** Exact values that JSON has no number for are given as text. */
  const texts = new Set(["BigNumber", "Fraction", "Complex", "Unit", "bigint", "Help"]);

  function plain(value) {
    const type = math.typeOf(value);
    if (texts.has(type)) return String(value);
    if (type === "DenseMatrix" || type === "SparseMatrix" || type === "Range")
      return plain(value.valueOf());
    if (value instanceof math.ResultSet) return value.entries.map(plain);
    if (type === "Array") return value.map(plain);
    if (type === "Map")
      return Object.fromEntries([...value].map(([key, one]) => [key, plain(one)]));
    if (type === "Object")
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
    return value;
  }

  function compile(source) {
    try {
      return math.parse(source).compile();
    } catch (error) {
      const offset = typeof error.char === "number" ? error.char - 1 : undefined;
      const message = String(error.message).replace(/ \(char \d+\)$/, "");
      throw noted(new SyntaxError(message), "syntax", offset);
    }
  }

  return {
    check: compile,
    run(source, variables, data, seed) {
      math.config({ randomSeed: seed });
      return plain(compile(source).evaluate(new Map(Object.entries(variables))));
    },
  };
}
