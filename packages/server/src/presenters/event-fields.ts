import type { EventRecord } from "@stepwell/core";

export function presentEventFields({ id, type, source, time }: EventRecord) {
  return { id, type, source, time };
}
