/*
 * The stream of changes, opened again for as long as somebody listens. Who does not look at the window
 * has none: over HTTP/1.1 a browser has six connections to a server for all of its windows, and those
 * that are kept open would leave nothing for the others.
 */

export interface Listener {
  /** Something has changed, or may have while nobody heard it. */
  onChange?(): void;
  onConnected?(isConnected: boolean): void;
  /** The draft of the topic `draft:ID` is of that revision. */
  onDraft?(revision: number): void;
}

/** A browser opens a broken connection again by itself, but not one that was refused: by a proxy, say. */
const againMs = 3000;

/** @returns ends it */
export function openLiveSource(url: string, listener: Listener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLost = false;
  const connect = (): void => {
    const opened = new EventSource(url);
    source = opened;
    for (const type of ["message", "run", "reset"])
      opened.addEventListener(type, () => listener.onChange?.());
    opened.addEventListener("draft", ({ data }: MessageEvent<string>) =>
      listener.onDraft?.((JSON.parse(data) as { readonly revision: number }).revision),
    );
    opened.addEventListener("open", () => {
      listener.onConnected?.(true);
      // What has happened meanwhile is told only to who is known to have been away.
      if (isLost) listener.onChange?.();
      isLost = false;
    });
    opened.addEventListener("error", () => {
      isLost = true;
      listener.onConnected?.(false);
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(connect, againMs);
    });
  };
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
  };
  const look = (): void => {
    close();
    if (document.visibilityState === "hidden") isLost = true;
    else connect();
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    close();
  };
}
