import { Popover as AriaPopover, type PopoverProps } from "react-aria-components";
import { classes } from "./classes.ts";

export function Popover({
  className,
  ...rest
}: Omit<PopoverProps, "className"> & { className?: string }) {
  return (
    <AriaPopover
      offset={6}
      {...rest}
      className={classes(
        "rounded-popover border border-line bg-surface text-ink shadow-popover outline-none data-entering:opacity-0 data-exiting:opacity-0 transition-opacity duration-100",
        className,
      )}
    />
  );
}
