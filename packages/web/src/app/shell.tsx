import { FlaskConical, Menu as MenuIcon, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { Outlet, useMatch, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { EnvironmentContext } from "../api/environment.ts";
import { useMe } from "../api/me.ts";
import { IconButton } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Spinner } from "../ui/spinner.tsx";
import { CommandPalette } from "./command-palette.tsx";
import { Dock, DockButton } from "./dock.tsx";
import { DockContext, useDockState } from "./dock-state.ts";
import { Help } from "./help.tsx";
import { EnvironmentSwitch } from "./environment-switch.tsx";
import { rememberEnvironment } from "./last-environment.ts";
import { Logo } from "./logo.tsx";
import { Navigation } from "./navigation.tsx";
import { NotFound, PageError } from "./problem-page.tsx";
import { UserMenu } from "./user-menu.tsx";
import { keep, readKept } from "../ui/browser-storage.ts";

/** Every page of an environment: who it is, which environment, and the way to all others. */
export function Shell() {
  const { environment } = useParams({ from: "/$environment" });
  const dock = useDockState();
  return (
    <EnvironmentContext value={environment}>
      <DockContext value={dock}>
        <Entrance environment={environment} />
        <CommandPalette />
      </DockContext>
      <Help />
    </EnvironmentContext>
  );
}

function Entrance({ environment }: { readonly environment: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useMe();
  const isBuilder = useIsBuilder();
  const known = data?.environments.find(({ name }) => name === environment);
  useEffect(() => {
    if (known) rememberEnvironment(known.name);
  }, [known]);
  if (error) return <PageError error={error} reset={() => void refetch()} />;
  if (!data)
    return (
      <p className="flex h-full items-center justify-center gap-2 text-ink-3">
        <Spinner /> {t("loading")}
      </p>
    );
  if (!known) return <NotFound />;
  const band = known.kind === "sandbox" && <SandboxBand />;
  // The builder has a frame of its own.
  if (isBuilder)
    return (
      <div className="flex h-full flex-col">
        {band}
        <div className="min-h-0 flex-1">
          <Outlet />
        </div>
      </div>
    );
  return <Frame band={band} />;
}

/** As soon as it is shown, and as long. */
function useIsBuilder(): boolean {
  const from = "/$environment/workflows/$workflowId/edit";
  return useMatch({ from, shouldThrow: false, select: () => true }) ?? false;
}

const narrowKey = "stepwell.rail";

function Frame({ band }: { readonly band: ReactNode }) {
  const { t } = useTranslation();
  const [isNarrow, setNarrow] = useState(() => readKept(narrowKey) === "narrow");
  const toggle = (): void => {
    keep(narrowKey, isNarrow ? "wide" : "narrow");
    setNarrow(!isNarrow);
  };
  return (
    <div className="flex h-full">
      <a
        href="#content"
        className="fixed start-2 top-2 z-50 -translate-y-24 rounded-control bg-surface px-3 py-2 shadow-popover focus:translate-y-0"
      >
        {t("skip_to_content")}
      </a>
      <aside
        className={classes(
          "flex shrink-0 flex-col border-e border-line bg-surface max-md:hidden",
          isNarrow ? "w-14" : "w-55",
        )}
      >
        <span className="flex h-14 items-center ps-3.5">
          <Logo isNarrow={isNarrow} />
        </span>
        <Navigation isNarrow={isNarrow} />
        <span className="border-t border-line p-2">
          <IconButton label={isNarrow ? t("nav.expand") : t("nav.collapse")} onPress={toggle}>
            {isNarrow ? (
              <PanelLeftOpen aria-hidden size={18} />
            ) : (
              <PanelLeftClose aria-hidden size={18} />
            )}
          </IconButton>
        </span>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line bg-surface px-3">
          <Drawer />
          <EnvironmentSwitch />
          <span className="flex-1" />
          <DockButton />
          <UserMenu />
        </header>
        {band}
        <main
          id="content"
          tabIndex={-1}
          // What is placed in it without a place of its own stays in it, and does not lengthen the window.
          className="relative min-h-0 flex-1 overflow-auto outline-none"
        >
          <Outlet />
        </main>
        <Dock />
      </div>
    </div>
  );
}

function SandboxBand() {
  const { t } = useTranslation();
  return (
    <aside
      aria-label={t("environment.label")}
      className="flex shrink-0 items-center justify-center gap-2 bg-sandbox-bg px-3 py-1 text-small font-medium text-sandbox"
    >
      <FlaskConical aria-hidden size={14} />
      {t("environment.sandbox_band")}
    </aside>
  );
}

/** The navigation of narrow windows. */
function Drawer() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <span className="md:hidden">
      <IconButton label={t("nav.open")} onPress={() => setOpen(true)}>
        <MenuIcon aria-hidden size={20} />
      </IconButton>
      <ModalOverlay
        isOpen={isOpen}
        onOpenChange={setOpen}
        isDismissable
        className="fixed inset-0 z-40 bg-shade"
      >
        <Modal className="h-full w-64 bg-surface shadow-popover">
          <Dialog aria-label={t("nav.label")} className="flex h-full flex-col outline-none">
            <span className="flex h-14 items-center ps-4">
              <Logo isNarrow={false} />
            </span>
            <Navigation onNavigate={() => setOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </span>
  );
}
