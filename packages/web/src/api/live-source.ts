import { followTurn } from "./live-turn.ts";

/*
 * The stream of changes, opened again for as long as somebody listens. A window that nobody looks at has
 * none. One that is seen beside others that were used later looks now and then: see live-turn.ts.
 */

interface ToldDraft {
  readonly revision: number;
  readonly activeVersion: number | null;
}

export interface Listener {
  /** Something has changed, or may have while nobody heard it. */
  onChange?(): void;
  onConnected?(isConnected: boolean): void;
  /** How the draft of the topic `draft:ID` is by now, told at the beginning and at each change. */
  onDraft?(draft: ToldDraft): void;
}

/** A browser opens a broken connection again by itself, but not one that was refused: by a proxy, say. */
const againMs = 3000;
/** How long one that only looks is away, and how long it stays. */
const awayMs = 4000;
const glanceMs = 300;

/** @returns ends it */
export function openLiveSource(url: string, listener: Listener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLost = false;
  let mayStay = true;
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const glance = (): void => {
    close();
    isLost = true;
    timer = setTimeout(connect, awayMs);
  };
  function connect(): void {
    const opened = streamOf(url, listener);
    source = opened;
    opened.addEventListener("open", () => {
      listener.onConnected?.(true);
      // What has happened meanwhile is told only to who is known to have been away.
      if (isLost) listener.onChange?.();
      isLost = false;
      if (!mayStay) timer = setTimeout(() => mayStay || glance(), glanceMs);
    });
    opened.addEventListener("error", () => {
      isLost = true;
      listener.onConnected?.(false);
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(connect, againMs);
    });
  }
  const look = (): void => {
    if (document.visibilityState === "hidden") {
      close();
      isLost = true;
    } else if (!source) {
      clearTimeout(timer);
      connect();
    } else if (!mayStay) glance();
  };
  const leave = followTurn((isOurs) => {
    mayStay = isOurs;
    look();
  });
  document.addEventListener("visibilitychange", look);
  return () => {
    leave();
    document.removeEventListener("visibilitychange", look);
    close();
  };
}

function streamOf(url: string, listener: Listener): EventSource {
  const source = new EventSource(url);
  for (const type of ["message", "run", "reset"])
    source.addEventListener(type, () => listener.onChange?.());
  source.addEventListener("draft", ({ data }: MessageEvent<string>) =>
    listener.onDraft?.(JSON.parse(data) as ToldDraft),
  );
  return source;
}
