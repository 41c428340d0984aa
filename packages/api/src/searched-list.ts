import type { z } from "zod";
import { listOf, time } from "./schemas.ts";

/** A list in which a search looks at 10,000 rows at a time. */
export function searchedListOf<Item extends z.ZodType>(item: Item) {
  return listOf(item).extend({
    /** The search has come so far without filling the page; it goes on behind `nextCursor`. */
    searchedBackTo: time.optional(),
  });
}
