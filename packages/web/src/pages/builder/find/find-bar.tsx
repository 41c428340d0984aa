import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CanvasHandle, useCanvasHandle } from "../../../canvas/canvas-handle.ts";
import { IconButton } from "../../../ui/button.tsx";
import { SearchField } from "../../../ui/search-field.tsx";
import { type BuilderStore, useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { focusNode } from "../model/focus-node.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { walkSteps } from "@stepwell/core";
import { foundSteps } from "./found-steps.ts";

/** Looks for steps; the found one is selected and shown. Enter goes on, Shift+Enter back. */
export function FindBar({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("builder");
  const show = useShow();
  const definition = useBuilder((state) => state.definition);
  const selected = useBuilder((state) => state.selected);
  const texts = useStepTexts();
  const bar = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState("");
  const found = useMemo(() => foundSteps(definition, search, texts), [definition, search, texts]);
  const at = selected === undefined ? -1 : found.indexOf(selected);
  const go = (to: number): void => {
    const id = found.at(to % found.length);
    if (id !== undefined) show(id);
  };
  // The first one is shown as it is typed: who edits a step meanwhile keeps theirs.
  const type = (text: string): void => {
    setSearch(text);
    const hits = foundSteps(definition, text, texts);
    const [first] = hits;
    if (first !== undefined && !hits.includes(selected ?? "")) show(first);
  };
  useEffect(() => bar.current?.querySelector("input")?.focus(), []);
  const close = (): void => {
    onClose();
    if (selected !== undefined) focusNode(selected);
  };
  const onKeyDown = (pressed: KeyboardEvent): void => {
    const { key, shiftKey } = pressed;
    if (key !== "Enter" && key !== "Escape") return;
    pressed.preventDefault();
    pressed.stopPropagation();
    if (key === "Escape") close();
    else go(shiftKey ? at - 1 : at + 1);
  };
  return (
    <div
      ref={bar}
      role="search"
      aria-label={t("find.label")}
      onKeyDownCapture={onKeyDown}
      className="absolute end-4 top-4 z-20 flex max-w-[calc(100%-2rem)] items-center gap-1 rounded-popover border border-line bg-surface p-1.5 shadow-popover"
    >
      <SearchField label={t("find.label")} value={search} onChange={type} className="w-64" />
      <output className="min-w-18 px-2 text-center text-small text-ink-2 tabular-nums">
        {search.trim() !== "" &&
          (found.length === 0
            ? t("find.none")
            : t("find.count", { at: at + 1, count: found.length }))}
      </output>
      <IconButton label={t("find.previous")} onPress={() => go(at - 1)}>
        <ChevronUp aria-hidden size={18} />
      </IconButton>
      <IconButton label={t("find.next")} onPress={() => go(at + 1)}>
        <ChevronDown aria-hidden size={18} />
      </IconButton>
      <IconButton label={t("find.close")} onPress={close}>
        <X aria-hidden size={18} />
      </IconButton>
    </div>
  );
}

function useShow(): (id: string) => void {
  const store = useBuilderStore();
  const canvas = useCanvasHandle();
  return (id) => show(store, id, canvas.current);
}

/** Selects it, opens what it is hidden in, and leaves the focus in the search. */
function show(store: BuilderStore, id: string, canvas: CanvasHandle | null): void {
  const { definition, collapsed, toggleCollapsed, select } = store.getState();
  const placed = new Map([...walkSteps(definition)].map((one) => [one.step.id, one]));
  for (let at = placed.get(id)?.branch; at; at = placed.get(at.stepId)?.branch)
    if (collapsed.has(at.stepId)) toggleCollapsed(at.stepId);
  select(id);
  requestAnimationFrame(() => {
    const node = document.querySelector<HTMLElement>(`[data-node="${id}"]`);
    if (node?.closest("[role=row]")) node.scrollIntoView({ block: "nearest" });
    canvas?.bringNear(id);
  });
}
