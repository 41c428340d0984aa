/* The stream of changes, opened again for as long as somebody listens. */

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
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLost = false;
  const connect = (): void => {
    source = new EventSource(url);
    for (const type of ["message", "run", "reset"])
      source.addEventListener(type, () => listener.onChange?.());
    source.addEventListener("draft", ({ data }: MessageEvent<string>) =>
      listener.onDraft?.((JSON.parse(data) as { readonly revision: number }).revision),
    );
    source.addEventListener("open", () => {
      listener.onConnected?.(true);
      // What has happened meanwhile is told only to who is known to have been away.
      if (isLost) listener.onChange?.();
      isLost = false;
    });
    source.addEventListener("error", () => {
      isLost = true;
      listener.onConnected?.(false);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, againMs);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
