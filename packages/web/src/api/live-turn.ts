/*
 * Whose turn it is to hold connections open. Over HTTP/1.1 a browser has six to a server for all of its
 * windows, and those that are kept open would leave nothing for what the windows ask and save. So the
 * windows that were used last hold theirs; windows tell each other when they are used.
 */

const windowsMax = 2;

type Listener = (isOurs: boolean) => void;

const listeners = new Set<Listener>();
/** The windows that were used after this one. */
const others = new Set<string>();
const ownId = `${Date.now()}-${Math.random()}`;
let channel: BroadcastChannel | undefined;

function isOurs(): boolean {
  return others.size < windowsMax;
}

function tell(): void {
  for (const listener of listeners) listener(isOurs());
}

/** Others look now and then from now on, and this one no longer. */
function take(): void {
  if (document.visibilityState === "hidden") return;
  const wasOurs = isOurs();
  others.clear();
  channel?.postMessage(ownId);
  if (!wasOurs) tell();
}

function join(): void {
  channel = new BroadcastChannel("stepwell.live");
  channel.addEventListener("message", ({ data }: MessageEvent<string>) => {
    const wasOurs = isOurs();
    others.add(data);
    if (isOurs() !== wasOurs) tell();
  });
  addEventListener("focus", take);
  take();
}

/** Says at once whether this window may hold connections, and whenever that changes. @returns ends it */
export function followTurn(listener: Listener): () => void {
  if (!channel) join();
  listeners.add(listener);
  listener(isOurs());
  return () => void listeners.delete(listener);
}
