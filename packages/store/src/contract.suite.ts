import { required, type Store } from "@stepwell/core";
import { afterEach, beforeEach, describe } from "vitest";
import { testCalls } from "./contract/calls.suite.ts";
import { testLists } from "./contract/lists.suite.ts";
import type { StorePlace, StoreUnderTest } from "./contract/place.ts";
import { testRetention } from "./contract/retention.suite.ts";
import { testRunCounts } from "./contract/run-counts.suite.ts";
import { testSearches } from "./contract/searches.suite.ts";
import { testUnits } from "./contract/units.suite.ts";
import { testWorkflows } from "./contract/workflows.suite.ts";

export type { StorePlace } from "./contract/place.ts";

export interface StoreSetup {
  /** An empty place, made anew for each test. */
  readonly setup: () => Promise<StorePlace>;
  readonly teardown: (place: StorePlace) => Promise<void>;
}

/** What every adapter of the Store port must do. */
export function testStore(name: string, { setup, teardown }: StoreSetup): void {
  describe(`the store contract: ${name}`, () => {
    let place: StorePlace | undefined;
    let store: Store | undefined;
    const underTest: StoreUnderTest = {
      place: () => required(place, "the test is set up"),
      store: () => required(store, "the test is set up"),
      async reopen() {
        await store?.close();
        store = await place?.open();
      },
    };

    beforeEach(async () => {
      place = await setup();
      store = await place.open();
    });
    afterEach(async () => {
      await store?.close();
      if (place) await teardown(place);
    });

    testUnits(underTest);
    testCalls(underTest);
    testLists(underTest);
    testSearches(underTest);
    testWorkflows(underTest);
    testRetention(underTest);
    testRunCounts(underTest);
  });
}
