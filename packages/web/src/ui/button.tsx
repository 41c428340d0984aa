import { Button as AriaButton, type ButtonProps as AriaProps, Link } from "react-aria-components";
import type { ReactNode, Ref } from "react";
import { classes } from "./classes.ts";
import { Spinner } from "./spinner.tsx";

const kinds = {
  primary: "bg-accent text-on-accent data-hovered:brightness-110 data-pressed:brightness-95",
  secondary:
    "bg-surface text-ink border border-control-line data-hovered:bg-sunken data-pressed:bg-sunken",
  quiet: "text-ink-2 data-hovered:bg-sunken data-hovered:text-ink data-pressed:bg-sunken",
  danger: "bg-surface text-bad border border-bad data-hovered:bg-bad-bg data-pressed:bg-bad-bg",
} as const;

const sizes = {
  medium: "h-9 px-3.5 text-body gap-2",
  small: "h-8 px-2.5 text-node gap-1.5",
} as const;

const base =
  "inline-flex shrink-0 items-center justify-center rounded-control font-medium whitespace-nowrap select-none transition-colors duration-100 data-disabled:bg-sunken data-disabled:text-ink-3 data-disabled:border-transparent data-disabled:brightness-100 pointer-coarse:min-h-11";

interface ButtonLook {
  readonly kind?: keyof typeof kinds;
  readonly size?: keyof typeof sizes;
}

interface ButtonProps extends Omit<AriaProps, "className" | "children">, ButtonLook {
  readonly children?: ReactNode;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { kind = "secondary", size = "medium", className, children, isPending, ...rest } = props;
  // Aria's own pending state announces a name that is gone when the button goes with its dialog.
  const stillness = { type: "button", onPress: ignore, "aria-disabled": "true" } as const;
  return (
    <AriaButton
      {...rest}
      {...(isPending === true && stillness)}
      className={classes(base, kinds[kind], sizes[size], className)}
    >
      {isPending === true && <Spinner />}
      {children}
    </AriaButton>
  );
}

function ignore(): void {
  // It is busy with the last press.
}

interface IconButtonProps extends Omit<AriaProps, "className" | "children" | "aria-label"> {
  /** What it does: its name for all who do not see the icon, and its tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string;
}

export function IconButton({ label, children, className, ...rest }: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={classes(
        "inline-flex size-8 shrink-0 items-center justify-center rounded-control text-ink-2 transition-colors duration-100 data-disabled:text-ink-3 data-hovered:bg-sunken data-hovered:text-ink pointer-coarse:size-11",
        className,
      )}
    >
      <span title={label} className="inline-flex">
        {children}
      </span>
    </AriaButton>
  );
}

interface LinkButtonProps extends ButtonLook {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly target?: string;
  /** Keeps what is there as a file of this name. */
  readonly download?: string;
}

/** Goes somewhere, and looks like a button. */
export function LinkButton(props: LinkButtonProps) {
  const { kind = "secondary", size = "medium", className, ...rest } = props;
  return <Link {...rest} className={classes(base, kinds[kind], sizes[size], className)} />;
}
