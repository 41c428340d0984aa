import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BuilderStore } from "../model/builder-store.ts";
import { watchDrag } from "./drag-steps.ts";
import { dragStore } from "./drag-store.ts";

interface Pointer {
  readonly pointerId?: number;
  readonly pointerType?: "touch" | "mouse";
  readonly clientX?: number;
  readonly buttons?: number;
}

class Pointed extends Event {
  constructor(type: string, { pointerId, pointerType, clientX = 0, buttons = 1 }: Pointer) {
    super(type, { bubbles: true, cancelable: true });
    Object.assign(this, { pointerId, pointerType, clientX, clientY: 0, buttons });
  }
}

const heldMs = 350;
const drop = vi.fn<() => void>();
let page = new EventTarget();

function send(type: string, pointer: Pointer): void {
  page.dispatchEvent(new Pointed(type, pointer));
}

function press(pointer: Pointer): void {
  const pressed = new Pointed("pointerdown", pointer) as unknown as PointerEvent;
  const edges = { left: -900, right: 900, top: -900, bottom: 900 };
  watchDrag(pressed, "a", {
    store: { getState: () => ({ marked: new Set() }) } as unknown as BuilderStore,
    pane: { getBoundingClientRect: () => edges } as unknown as HTMLElement,
    near: () => () => ({ index: 3 }),
    pan: () => undefined,
    show: () => undefined,
    drop,
  });
}

const dragged = () => dragStore.getState().ids;

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  vi.stubGlobal("PointerEvent", Pointed);
  drop.mockReset();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what a finger drags", () => {
  beforeEach(() => {
    press({ pointerId: 2, pointerType: "touch" });
    vi.advanceTimersByTime(heldMs);
  });

  it("is dropped where that finger is lifted", () => {
    expect(dragged()).toEqual(["a"]);
    send("pointerup", { pointerId: 2, pointerType: "touch" });
    expect(drop).toHaveBeenCalledOnce();
    expect(dragged()).toEqual([]);
  });

  it("stays with it where another is lifted", () => {
    send("pointerup", { pointerId: 1, pointerType: "touch" });
    expect(drop).not.toHaveBeenCalled();
    expect(dragged()).toEqual(["a"]);
    send("pointerup", { pointerId: 2, pointerType: "touch" });
    expect(drop).toHaveBeenCalledOnce();
  });
});

it("what a mouse drags is dropped where its button is let go", () => {
  press({ pointerId: 1, pointerType: "mouse" });
  send("pointermove", { pointerId: 1, pointerType: "mouse", clientX: 20 });
  expect(dragged()).toEqual(["a"]);
  send("pointerup", { pointerId: 1, pointerType: "mouse" });
  expect(drop).toHaveBeenCalledOnce();
});
