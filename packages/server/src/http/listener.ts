import type { RequestListener } from "node:http";
import type { Gate } from "./gate.ts";

/** Every request passes the gate; webhooks have a door of their own (docs/decisions/0010). */
export function makeListener(
  gate: Gate,
  doors: { readonly webhooks: RequestListener; readonly api: RequestListener },
): RequestListener {
  return (request, response) => {
    if (!gate.enter(request, response)) return;
    if (request.url?.startsWith("/hooks/") === true) doors.webhooks(request, response);
    else doors.api(request, response);
  };
}
