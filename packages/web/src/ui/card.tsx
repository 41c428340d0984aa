import type { ReactNode } from "react";
import { classes } from "./classes.ts";

interface Props {
  readonly title?: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Without padding, for tables and lists. */
  readonly isFlush?: boolean;
  readonly className?: string;
}

export function Card({ title, description, actions, children, isFlush, className }: Props) {
  return (
    <section
      className={classes("flex flex-col rounded-card border border-line bg-surface", className)}
    >
      {title !== undefined && (
        <header className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3">
          <div className="min-w-0 flex-1">
            <h2 className="text-panel font-semibold">{title}</h2>
            {description !== undefined && <p className="text-small text-ink-3">{description}</p>}
          </div>
          {actions}
        </header>
      )}
      <div className={isFlush === true ? "min-h-0" : "flex flex-col gap-4 p-4"}>{children}</div>
    </section>
  );
}
