import { useEffect } from "react";

/**
 * Keeps what is typed from when a search is opened until its field is ready, and types it there:
 * whoever opens a search types at once, also where it is still loading. Escape gives up.
 */
export function useTypeAhead(isOpen: boolean, onCancel: () => void): void {
  useEffect(() => (isOpen ? keep(onCancel) : undefined), [isOpen, onCancel]);
}

function keep(onCancel: () => void): () => void {
  let typed = "";
  let frame = 0;
  const onKey = (pressed: KeyboardEvent): void => {
    if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    if (pressed.key === "Escape") onCancel();
    else if (pressed.key === "Backspace") typed = typed.slice(0, -1);
    else if (pressed.key.length === 1 && !pressed.repeat) typed += pressed.key;
  };
  const stop = (): void => {
    cancelAnimationFrame(frame);
    removeEventListener("keydown", onKey, true);
  };
  const look = (): void => {
    const field = document.activeElement;
    if (!isReady(field)) return void (frame = requestAnimationFrame(look));
    stop();
    if (typed !== "") type(field, typed);
  };
  addEventListener("keydown", onKey, true);
  look();
  return stop;
}

/** A search that has found its list: what is typed before marks nothing there. */
function isReady(focused: Element | null): focused is HTMLInputElement {
  return focused instanceof HTMLInputElement && focused.hasAttribute("aria-controls");
}

/** As a keyboard does it: searches that are typed into mark the first of what they find. */
function type(field: HTMLInputElement, data: string): void {
  const happening = { bubbles: true, inputType: "insertText", data };
  field.dispatchEvent(new InputEvent("beforeinput", happening));
  field.setRangeText(data, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
  field.dispatchEvent(new InputEvent("input", happening));
}
