import { type Client, deleteEventType, setEventType } from "@stepwell/api";

/* Each problem of the operations on types of events. */

type Provoke = (call: Client) => Promise<unknown>;

export const eventTypeProvocations: Readonly<Record<string, Provoke>> = {
  "event_types.set invalid_input": (call) =>
    call(setEventType, { params: { name: "a.b" }, body: { sample: "x".repeat(70_000) } }),
  "event_types.delete not_found": (call) => call(deleteEventType, { params: { name: "nobody" } }),
};
