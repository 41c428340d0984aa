import type { Store } from "@stepwell/core";

/** Where a store under test keeps its data: it can be opened again after it was closed. */
export interface StorePlace {
  open(): Promise<Store>;
  /** What the data takes on the disk, where the adapter has one. */
  readonly sizeBytes?: () => Promise<number>;
}

/** What every part of the contract is given for each test. */
export interface StoreUnderTest {
  readonly place: () => StorePlace;
  readonly store: () => Store;
  /** Closes the store and opens it again; `store()` is the new one. */
  readonly reopen: () => Promise<void>;
}
