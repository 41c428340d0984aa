import type { ReactNode } from "react";
import { classes } from "./classes.ts";

const looks = {
  neutral: "bg-sunken text-ink-2",
  accent: "bg-accent-bg text-accent-ink",
  ok: "bg-ok-bg text-ok",
  bad: "bg-bad-bg text-bad",
  wait: "bg-wait-bg text-wait",
} as const;

interface Props {
  readonly look?: keyof typeof looks;
  readonly children: ReactNode;
}

export function Badge({ look = "neutral", children }: Props) {
  return (
    <span
      className={classes(
        "inline-flex h-5 items-center gap-1 rounded-full px-2 text-label font-semibold whitespace-nowrap",
        looks[look],
      )}
    >
      {children}
    </span>
  );
}
