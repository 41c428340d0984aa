import { PanelBottom } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "./lazy-part.tsx";
import { IconButton } from "../ui/button.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { useDock } from "./dock-state.ts";
import { withTexts } from "./lazy-page.ts";

const Workbench = lazyPart(
  async () =>
    (
      await withTexts(
        () => import("../pages/workbench/dock.tsx"),
        ["data", "events", "runs", "workbench"],
      )
    ).Dock,
);

interface Props {
  /** Whose requests are shown at first. */
  readonly workflow?: string;
}

/** Where the Workbench stands while it is open; it is loaded when it is first opened. */
export function Dock({ workflow }: Props) {
  const [tab, setTab] = useDock();
  if (tab === undefined) return null;
  return (
    <Suspense fallback={<Spinner />}>
      <Workbench tab={tab} workflow={workflow} onChange={setTab} />
    </Suspense>
  );
}

export function DockButton({ className }: { readonly className?: string }) {
  const { t } = useTranslation();
  const [tab, setTab] = useDock();
  return (
    <IconButton
      label={t("nav.dock")}
      aria-pressed={tab !== undefined}
      onPress={() => setTab(tab === undefined ? "requests" : undefined)}
      {...(className !== undefined && { className })}
    >
      <PanelBottom aria-hidden size={className === undefined ? 18 : 15} />
    </IconButton>
  );
}
