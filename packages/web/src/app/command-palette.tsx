import { Suspense, useEffect, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { controlClass } from "../ui/field.tsx";
import { lazyDialog } from "./lazy-part.tsx";
import { shortcutOf } from "./shortcuts.ts";

const PaletteList = lazyDialog(async () => (await import("./palette-list.tsx")).PaletteList);

/** Ctrl+K from everywhere: to a section, to a workflow, to a new one. */
export function CommandPalette() {
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  useEffect(() => {
    const toggle = (pressed: KeyboardEvent): void => {
      if (shortcutOf(["anywhere"], pressed) !== "palette") return;
      pressed.preventDefault();
      setSearch("");
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
        <Suspense fallback={<Waiting search={search} onSearch={setSearch} />}>
          <PaletteList search={search} onSearch={setSearch} onClose={() => setOpen(false)} />
        </Suspense>
      </Modal>
    </ModalOverlay>
  );
}

interface WaitingProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** Whoever opens it types at once, also where its list is still loading. */
function Waiting({ search, onSearch }: WaitingProps) {
  const { t } = useTranslation();
  return (
    <Dialog aria-label={t("palette.title")} className="p-2 outline-none">
      <input
        autoFocus
        aria-label={t("palette.search")}
        placeholder={t("palette.search")}
        value={search}
        onChange={({ target }) => onSearch(target.value)}
        className={`${controlClass} ps-9`}
      />
    </Dialog>
  );
}
