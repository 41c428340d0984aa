import { Suspense, useCallback, useEffect, useState } from "react";
import { Modal, ModalOverlay } from "react-aria-components";
import { useTypeAhead } from "../ui/type-ahead.ts";
import { lazyDialog } from "./lazy-part.tsx";
import { shortcutOf } from "./shortcuts.ts";

const PaletteList = lazyDialog(async () => (await import("./palette-list.tsx")).PaletteList);

/** Ctrl+K from everywhere: to a section, to a workflow, to a new one. */
export function CommandPalette() {
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  useTypeAhead(isOpen, close);
  useEffect(() => {
    const toggle = (pressed: KeyboardEvent): void => {
      if (shortcutOf(["anywhere"], pressed) !== "palette") return;
      pressed.preventDefault();
      setOpen((was) => !was);
    };
    addEventListener("keydown", toggle);
    return () => removeEventListener("keydown", toggle);
  }, []);
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={setOpen}
      isDismissable
      className="fixed inset-0 z-50 flex justify-center bg-shade p-4 pt-[12vh]"
    >
      <Modal className="h-fit w-full max-w-xl overflow-hidden rounded-popover border border-line bg-surface shadow-popover">
        <Suspense>
          <PaletteList onClose={close} />
        </Suspense>
      </Modal>
    </ModalOverlay>
  );
}
