import { Suspense, useEffect, useState } from "react";
import { lazyDialog } from "./lazy-part.tsx";
import { onHelp } from "./help-state.ts";
import { withTexts } from "./lazy-page.ts";
import { shortcutOf } from "./shortcuts.ts";

const HelpDialog = lazyDialog(
  async () => (await withTexts(() => import("./help-dialog.tsx"), ["shortcuts"])).HelpDialog,
);

/** `?` from everywhere: what the keys do. */
export function Help() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = (): void => setOpen(true);
    const press = (pressed: KeyboardEvent): void => {
      if (shortcutOf(["anywhere"], pressed) === "help" && !isTextPlace(pressed.target)) open();
    };
    addEventListener("keydown", press);
    const forget = onHelp(open);
    return () => {
      removeEventListener("keydown", press);
      forget();
    };
  }, []);
  return <Suspense>{isOpen && <HelpDialog onClose={() => setOpen(false)} />}</Suspense>;
}

function isTextPlace(target: EventTarget | null): boolean {
  const places = "input, textarea, [contenteditable=true], [role=dialog], [role=alertdialog]";
  return target instanceof Element && target.closest(places) !== null;
}
