import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";
import type { ReactElement } from "react";

interface Props {
  readonly text: string;
  /** Something that can have the focus. */
  readonly children: ReactElement<{ readonly role?: string }, string>;
}

export function Tooltip({ text, children }: Props) {
  return (
    <TooltipTrigger delay={400}>
      <Focusable>{children}</Focusable>
      <AriaTooltip
        offset={6}
        className="max-w-72 rounded-control bg-ink px-2.5 py-1.5 text-small text-surface shadow-popover"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
