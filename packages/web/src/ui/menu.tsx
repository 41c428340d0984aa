import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuItemProps,
  MenuTrigger as AriaMenuTrigger,
  Separator,
} from "react-aria-components";
import { type ReactNode, useRef } from "react";
import { classes } from "./classes.ts";
import { Popover } from "./popover.tsx";

interface MenuProps {
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactNode;
  readonly children: ReactNode;
}

export function Menu({ label, trigger, children }: MenuProps) {
  return (
    <AriaMenuTrigger>
      {trigger}
      <Popover className="min-w-48">
        <AriaMenu aria-label={label} className="max-h-96 overflow-auto p-1 outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </AriaMenuTrigger>
  );
}

interface MenuAtProps {
  readonly label: string;
  readonly anchor: Element;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** An open menu beside something that is no button of the kit. */
export function MenuAt({ label, anchor, onClose, children }: MenuAtProps) {
  const place = useRef(anchor);
  return (
    <Popover
      isOpen
      aria-label={label}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={place}
      placement="bottom start"
      className="min-w-48"
    >
      <AriaMenu
        aria-label={label}
        autoFocus="first"
        onClose={onClose}
        className="max-h-96 overflow-auto p-1 outline-none"
      >
        {children}
      </AriaMenu>
    </Popover>
  );
}

interface ItemProps extends Omit<MenuItemProps, "className" | "children"> {
  readonly icon?: ReactNode;
  /** Its keys, as people read them. */
  readonly keys?: string;
  readonly isDanger?: boolean;
  readonly children: ReactNode;
}

export function MenuItem({ icon, keys, isDanger, children, ...rest }: ItemProps) {
  return (
    <AriaMenuItem
      {...rest}
      {...(typeof children === "string" && { textValue: children })}
      className={classes(
        "flex h-8 items-center gap-2.5 rounded-control px-2.5 text-body data-disabled:text-ink-3 data-focused:bg-sunken pointer-coarse:h-11",
        isDanger === true && "text-bad",
      )}
    >
      <span className="inline-flex w-4 shrink-0 text-ink-3">{icon}</span>
      <span className="flex-1 truncate">{children}</span>
      {keys !== undefined && <kbd className="ps-4 text-ink-3">{keys}</kbd>}
    </AriaMenuItem>
  );
}

export function MenuSeparator() {
  return <Separator className="my-1 h-px bg-line" />;
}
