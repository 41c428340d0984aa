import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What would be here. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-16 text-center">
      <span className="inline-flex size-12 items-center justify-center rounded-card bg-accent-bg text-accent-ink">
        <Icon aria-hidden size={22} />
      </span>
      <h2 className="text-panel font-semibold">{title}</h2>
      <div className="text-body text-ink-2">{children}</div>
      {action !== undefined && (
        <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>
      )}
    </div>
  );
}
