import { z } from "zod";
import type { Json } from "./json.ts";

/** A zod schema of any JSON value, typed as ours. */
export const jsonValue = z.json() as unknown as z.ZodType<Json, Json>;
