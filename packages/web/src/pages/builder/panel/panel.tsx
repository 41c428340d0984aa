import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../ui/button.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";

export function Panel() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const selected = useBuilder((state) => state.selected);
  return (
    <aside
      data-panel
      aria-label={t("panel")}
      className="w-100 shrink-0 border-s border-line bg-surface"
    >
      <header className="flex items-center border-b border-line p-3">
        <h2 className="flex-1 text-panel font-semibold">{selected}</h2>
        <IconButton label={t("close_panel")} onPress={() => store.getState().closePanel()}>
          <X aria-hidden size={18} />
        </IconButton>
      </header>
    </aside>
  );
}
