import { fullPath, operations } from "@stepwell/api";

/** What the dashboard ships of the contract: method and path of each operation, without schemas. */
export function routesSource(): string {
  const lines = Object.entries(operations).map(
    ([name, operation]) => `  ${name}: ["${operation.method}", "${fullPath(operation)}"],`,
  );
  return [
    "/* Made from the contract by `npm run reference`; a test compares. */",
    "",
    "export const routes = {",
    ...lines,
    "} as const;",
    "",
  ].join("\n");
}
