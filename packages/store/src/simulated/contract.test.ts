import { testStore } from "../contract.suite.ts";
import { SimulatedDisk } from "./disk.ts";
import { openSimulatedStore } from "./open-store.ts";

testStore("simulated twin", {
  async setup() {
    const disk = new SimulatedDisk();
    return { open: () => openSimulatedStore(disk) };
  },
  async teardown() {},
});
