import { useNavigate, useSearch } from "@tanstack/react-router";
import { windowWidth } from "../../../ui/letter-size.ts";
import type { BuilderView } from "../routes.ts";
import { keep, readKept } from "../../../ui/browser-storage.ts";

const viewKey = "stepwell.builder.view";
const outlineBelow = 700;

/** On phones the outline, unless the person chose otherwise. */
function firstView(): BuilderView {
  if (windowWidth() < outlineBelow) return "outline";
  return readKept(viewKey) === "outline" ? "outline" : "canvas";
}

/** Which view is shown: that of the address, else the one that the person chose last. */
export function useView(): readonly [BuilderView, (view: BuilderView) => void] {
  const from = "/$environment/workflows/$workflowId/edit";
  const view = useSearch({ from, select: (search) => search.view }) ?? firstView();
  const navigate = useNavigate({ from });
  const change = (next: BuilderView): void => {
    if (next !== "json") keep(viewKey, next);
    void navigate({ search: (before) => ({ ...before, view: next }), replace: true });
  };
  return [view, change];
}
