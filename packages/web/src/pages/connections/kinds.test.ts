import { connectionKinds, connectionContent } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { hostsIn, kindNames, kinds, present, smtpDefaults } from "./kinds.ts";

const samples: Readonly<Record<string, string | number | boolean>> = {
  ...smtpDefaults,
  name: "x-api-key",
  host: "mail.example.com",
  tokenUrl: "https://auth.example.com/token",
};

describe("kinds of connections", () => {
  it("are those of the server", () => {
    expect(kindNames.toSorted()).toEqual([...connectionKinds].toSorted());
  });

  it.each(kindNames)("%s: the form has every field that the server wants, and no other", (kind) => {
    const { settings, secrets, hasHosts } = kinds[kind];
    const valueOf = ({ id }: { readonly id: string }) => [id, samples[id] ?? "abc"] as const;
    const content = {
      kind,
      settings: Object.fromEntries(settings.map(valueOf)),
      secrets: Object.fromEntries(secrets.map(valueOf)),
      ...(hasHosts && { hosts: ["api.example.com"] }),
    };
    expect(connectionContent.safeParse(content).error).toBeUndefined();
  });

  it("leave out what is empty", () => {
    expect(present({ scope: "", port: NaN, secure: false, host: "a" })).toEqual({
      secure: false,
      host: "a",
    });
  });

  it("read hosts with commas, spaces or lines between", () => {
    expect(hostsIn("a.example.com, *.b.org\nc:8080 ")).toEqual([
      "a.example.com",
      "*.b.org",
      "c:8080",
    ]);
  });
});
