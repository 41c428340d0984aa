import type { ReactNode } from "react";
import { usePageTitle } from "../../app/page.tsx";
import { Logo } from "../../app/logo.tsx";

interface Props {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** The pages before the dashboard: sign in, set up, join. */
export function EntryFrame({ title, lead, children }: Props) {
  usePageTitle(title);
  return (
    <main className="flex min-h-full items-start justify-center px-4 py-16 sm:py-24">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <Logo isNarrow={false} />
        <div className="flex flex-col gap-1">
          <h1 className="text-page font-semibold">{title}</h1>
          {lead !== undefined && <p className="text-body text-ink-2">{lead}</p>}
        </div>
        {children}
      </div>
    </main>
  );
}
