import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

const looks = {
  info: { icon: Info, look: "bg-run-bg text-run" },
  ok: { icon: CircleCheck, look: "bg-ok-bg text-ok" },
  warning: { icon: TriangleAlert, look: "bg-wait-bg text-wait" },
  error: { icon: CircleAlert, look: "bg-bad-bg text-bad" },
} as const;

interface Props {
  readonly look?: keyof typeof looks;
  readonly title?: string;
  readonly children?: ReactNode;
  /** What the person can do about it. */
  readonly action?: ReactNode;
}

export function Notice({ look = "info", title, children, action }: Props) {
  const Icon = looks[look].icon;
  return (
    <div
      role={look === "error" ? "alert" : "status"}
      className={classes(
        "flex flex-wrap items-start gap-3 rounded-card px-4 py-3",
        looks[look].look,
      )}
    >
      <Icon aria-hidden size={18} className="mt-px shrink-0" />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5 text-body whitespace-pre-line">
        {title !== undefined && <strong className="font-semibold">{title}</strong>}
        {children}
      </div>
      {action}
    </div>
  );
}
