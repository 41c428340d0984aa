import { required } from "@stepwell/core";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { testCalculations } from "./contract/calculations.suite.ts";
import { testCalls } from "./contract/calls.suite.ts";
import { testSignals } from "./contract/signals.suite.ts";
import { testCancel } from "./contract/cancel.suite.ts";
import { testConcurrency } from "./contract/concurrency.suite.ts";
import { testIntake } from "./contract/intake.suite.ts";
import { testLostWrites } from "./contract/lost-writes.suite.ts";
import { testPressure } from "./contract/pressure.suite.ts";
import { testRecovery } from "./contract/recovery.suite.ts";
import { type HostSetup, Stage } from "./contract/stage.suite.ts";
import { testResume } from "./contract/resume.suite.ts";
import { testSchedules } from "./contract/schedules.suite.ts";
import { testWaits } from "./contract/waits.suite.ts";

export type { HostPlace, HostSetup } from "./contract/stage.suite.ts";

/** What every adapter of the Host port must do, over any store. */
export function testHost(name: string, setup: HostSetup): void {
  describe(`the host contract: ${name}`, () => {
    let stage: Stage | undefined;
    const current = () => required(stage, "the test is set up");

    beforeEach(async () => {
      stage = new Stage(setup);
      await stage.open();
    });
    afterEach(async () => {
      const { errors } = current();
      await current().remove();
      expect(errors).toEqual([]);
    });

    testIntake(current);
    testWaits(current);
    testSchedules(current);
    testCalls(current);
    testSignals(current);
    testCalculations(current);
    testCancel(current);
    testConcurrency(current);
    testRecovery(current);
    testLostWrites(current);
    testResume(current);
    testPressure(current);
  });
}
