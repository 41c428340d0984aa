import { Link } from "react-aria-components";
import { classes } from "./classes.ts";
import { useCurrentInView } from "./use-current-in-view.ts";

interface LinkTab {
  readonly id: string;
  readonly label: string;
  readonly href: string;
}

interface Props {
  readonly label: string;
  readonly tabs: readonly LinkTab[];
  readonly current: string;
}

/** Parts of a page that have addresses of their own. */
export function LinkTabs({ label, tabs, current }: Props) {
  const row = useCurrentInView(current);
  return (
    <nav ref={row} aria-label={label} className="flex row-scroll gap-1 border-b border-line">
      {tabs.map(({ id, label: text, href }) => (
        <Link
          key={id}
          href={href}
          {...(id === current && { "aria-current": "page" as const })}
          className={classes(
            "-mb-px flex h-10 items-center border-b-2 px-2.5 text-node font-medium whitespace-nowrap data-focus-visible:-outline-offset-2 data-hovered:text-ink pointer-coarse:h-11",
            id === current ? "border-accent text-ink" : "border-transparent text-ink-2",
          )}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
