import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** More of something, for who wants it. */
export function Details({
  summary,
  children,
}: {
  readonly summary: string;
  readonly children: ReactNode;
}) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1.5 rounded-small text-node font-medium text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          size={16}
          className="transition-transform duration-100 group-open:rotate-90 rtl:rotate-180"
        />
        {summary}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
