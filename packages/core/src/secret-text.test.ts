import { describe, expect, it } from "vitest";
import { describeConfig, resolveConfig, secretNamesIn } from "./expression.ts";
import { secretField } from "./fields.ts";
import type { Json } from "./json.ts";
import { defaultLimits } from "./limits.ts";
import type { Scope } from "./scope.ts";
import { fillSecrets } from "./secret-text.ts";
import { joinText } from "./secret-text.ts";

function scopeOf(trigger: Json): Scope {
  return { trigger, limits: defaultLimits } as unknown as Scope;
}

function configOf(written: Json) {
  return { body: secretField().parse(written) };
}

const written = {
  whole: "{{ secrets.A }}",
  joined: 'Bearer {{ secrets.A }}:{{ trigger.x }}{{ trigger.none ?? "" }}:{{ secrets.B }}',
  list: ["{{ secrets.B }}", "plain"],
};

describe("a text with secrets", () => {
  const config = configOf(written);
  const scope = scopeOf({ x: { y: 1 } });

  it("is filled in at every depth, and nowhere else", () => {
    const { body } = resolveConfig(config, scope);
    expect(fillSecrets(body, (name) => `<${name}>`)).toEqual({
      whole: "<A>",
      joined: 'Bearer <A>:{"y":1}:<B>',
      list: ["<B>", "plain"],
    });
    expect(secretNamesIn(config)).toEqual(["A", "B"]);
  });

  it("is shown, and written as JSON, by the names of its secrets", () => {
    const shown = {
      ...written,
      joined: 'Bearer {{ secrets.A }}:{"y":1}:{{ secrets.B }}',
    };
    expect(describeConfig(config, scope)).toEqual({ body: shown });
    expect(JSON.parse(JSON.stringify(resolveConfig(config, scope)))).toEqual({ body: shown });
  });

  it("cannot come from data, nor from its own written form", () => {
    const from = configOf("{{ trigger }}");
    const data = { a: "{{ secrets.A }}", b: ["{{ secrets.A }}"] };
    const { body } = resolveConfig(from, scopeOf(data));
    const fill = () => fillSecrets(body, () => "leaked");
    expect(fill()).toEqual(data);
    const again = JSON.parse(JSON.stringify(resolveConfig(config, scope).body)) as Json;
    expect(JSON.stringify(fillSecrets(again, () => "leaked"))).not.toContain("leaked");
  });

  it("cannot be changed on its way", () => {
    const { body } = resolveConfig(configOf("{{ secrets.A }}"), scope);
    expect(Object.isFrozen(body)).toBe(true);
    expect(Object.keys(body as object)).toEqual([]);
  });

  it("needs one name", () => {
    for (const path of ["secrets", "secrets.A.b", "secrets[0]"])
      expect(configOf(`{{ ${path} }}`).body.evaluate(scope)).toBeUndefined();
  });
});

it("pieces without a secret among them are a plain text", () => {
  expect(joinText(["a", "b"])).toBe("ab");
});
