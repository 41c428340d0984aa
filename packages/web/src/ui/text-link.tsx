import { Link, type LinkProps } from "react-aria-components";
import { classes } from "./classes.ts";

export function TextLink({
  className,
  ...rest
}: Omit<LinkProps, "className"> & { className?: string }) {
  return (
    <Link
      {...rest}
      className={classes(
        "rounded-small text-accent-ink underline-offset-2 data-hovered:underline",
        className,
      )}
    />
  );
}
