import { expect, it } from "vitest";
import { credentialsAfter } from "./outbound-credentials.ts";

const credentials = {
  headers: { "x-key": "1" },
  mayGoTo: ({ hostname }: URL) => hostname.endsWith(".example.com"),
};

it.each<[string, string, boolean]>([
  ["https://a.example.com/", "https://b.example.com/", true],
  ["http://a.example.com/", "https://a.example.com/", true],
  ["http://a.example.com/", "http://b.example.com/", true],
  ["https://a.example.com/", "http://a.example.com/", false],
  ["https://a.example.com/", "https://example.org/", false],
])("a redirect from %s to %s keeps credentials: %s", (from, to, isKept) => {
  const after = credentialsAfter(credentials, new URL(from), new URL(to));
  expect(after).toBe(isKept ? credentials : undefined);
  expect(credentialsAfter(undefined, new URL(from), new URL(to))).toBeUndefined();
});
