import { describe, expect, it } from "vitest";
import { stepwell, takenPort, temporaryFolder, useServer } from "../command-line.suite.ts";

const { dataDir } = useServer();

describe("stepwell start", () => {
  it("tells in words that the port is taken, is none, or that the data are in use", async () => {
    const place = temporaryFolder();
    const { port, free } = await takenPort();
    const taken = await stepwell("start", "--data", place.path, "--port", String(port));
    expect([taken.code, taken.err]).toEqual([
      1,
      `Port ${port} is in use. Choose another one: --port ${port + 1}\n`,
    ]);
    free();
    const wrong = await stepwell("start", "--data", place.path, "--port", "many");
    expect(wrong.err).toContain("0 to 65535");
    const inUse = await stepwell("start", "--data", dataDir, "--port", "0");
    expect(inUse.code).toBe(1);
    expect(inUse.err).toMatch(/another Stepwell server \(process \d+/);
    place.remove();
  });
});
