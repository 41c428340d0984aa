import { X } from "lucide-react";
import {
  Dialog as AriaDialog,
  Heading,
  Modal as AriaModal,
  ModalOverlay,
  type ModalOverlayProps,
} from "react-aria-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "./button.tsx";
import { classes } from "./classes.ts";

const widths = { small: "max-w-md", medium: "max-w-xl", large: "max-w-4xl" } as const;

interface DialogProps extends Pick<ModalOverlayProps, "isOpen" | "onOpenChange"> {
  readonly title: string;
  readonly width?: keyof typeof widths;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  /** Buttons at the foot; the last one is the main one. */
  readonly footer?: (close: () => void) => ReactNode;
  readonly role?: "dialog" | "alertdialog";
}

/** A modal dialog; on phones it fills the screen from below. */
export function Dialog({
  title,
  width = "medium",
  children,
  footer,
  role = "dialog",
  ...rest
}: DialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay
      isDismissable={role === "dialog"}
      {...rest}
      className="fixed inset-0 z-40 flex items-end justify-center bg-shade transition-opacity duration-100 data-entering:opacity-0 data-exiting:opacity-0 sm:items-center sm:p-6"
    >
      <AriaModal
        className={classes(
          "flex max-h-full w-full flex-col rounded-t-popover bg-surface text-ink shadow-popover sm:rounded-popover",
          widths[width],
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-col outline-none">
          {({ close }) => (
            <>
              <header className="flex items-center gap-3 border-b border-line py-3 ps-5 pe-3">
                <Heading slot="title" className="min-w-0 flex-1 text-panel font-semibold">
                  {title}
                </Heading>
                <IconButton label={t("close")} onPress={close}>
                  <X aria-hidden size={18} />
                </IconButton>
              </header>
              <div className="min-h-0 flex-1 overflow-auto px-5 py-4">
                {typeof children === "function" ? children(close) : children}
              </div>
              {footer && (
                <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
                  {footer(close)}
                </footer>
              )}
            </>
          )}
        </AriaDialog>
      </AriaModal>
    </ModalOverlay>
  );
}

interface ConfirmProps extends Pick<ModalOverlayProps, "isOpen" | "onOpenChange"> {
  readonly title: string;
  readonly children: ReactNode;
  readonly action: string;
  readonly isDanger?: boolean;
  readonly onConfirm: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ action, isDanger, onConfirm, children, ...rest }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      {...rest}
      role="alertdialog"
      width="small"
      footer={(close) => (
        <>
          <Button onPress={close}>{t("cancel")}</Button>
          <Button
            kind={isDanger === true ? "danger" : "primary"}
            onPress={() => {
              close();
              onConfirm();
            }}
          >
            {action}
          </Button>
        </>
      )}
    >
      <div className="text-body text-ink-2">{children}</div>
    </Dialog>
  );
}
