import { describe, expect, it } from "vitest";
import type { JsonObject } from "@stepwell/core";
import { deliver, verdict } from "./delivery.suite.ts";

describe("a webhook with HTTP Basic", () => {
  const config = { auth: { kind: "basic", username: "anna", password: "p:ä" } };
  const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
  const judge = (
    authorization: string | readonly string[] | undefined,
    given: JsonObject = config,
  ) => verdict(given, { headers: { authorization } });

  it("accepts the right user and password", () => {
    expect(judge(basic("anna:p:ä"))).toBe("accepted");
    expect(judge(basic("anna:p:ä").replace("Basic", "bAsIc "))).toBe("accepted");
  });

  it.each([
    undefined,
    "",
    "Basic",
    "Basic ???",
    "Bearer x",
    basic(""),
    basic("anna"),
    basic("anna:"),
    basic("anna:p:a"),
    basic("anna:p:ä "),
    basic("Anna:p:ä"),
    basic(":p:ä"),
    `${basic("anna:p:ä")}, ${basic("anna:p:ä")}`,
    [basic("anna:p:ä"), basic("anna:p:ä")],
  ])("refuses %j", (authorization) => {
    expect(judge(authorization)).toBe("401 unauthorized");
  });

  it("asks for credentials", () => {
    expect(deliver(config)).toMatchObject({
      headers: { "www-authenticate": 'Basic realm="Stepwell webhook", charset="UTF-8"' },
    });
  });

  it("looks the password up and fails closed where it is missing", () => {
    const stored = (password: string) => ({ auth: { kind: "basic", username: "anna", password } });
    expect(judge(basic("anna:stored-secret"), stored("{{ secrets.hook }}"))).toBe("accepted");
    expect(judge(basic("anna:"), stored("{{ secrets.unknown }}"))).toBe(
      "401 webhook_secret_missing",
    );
    expect(judge(basic("anna: "), stored("{{ secrets.empty }}"))).toBe(
      "401 webhook_secret_missing",
    );
  });

  it("looks at credentials before the body", () => {
    expect(verdict(config, { text: "{" })).toBe("401 unauthorized");
    expect(verdict({ auth: { kind: "none" } }, { text: "{" })).toBe("400 malformed_json");
  });
});
