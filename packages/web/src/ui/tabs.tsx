import {
  Tab as AriaTab,
  TabList,
  TabPanel as AriaTabPanel,
  Tabs as AriaTabs,
  type TabsProps,
} from "react-aria-components";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

interface TabOption {
  readonly id: string;
  readonly label: string;
  /** A small sign behind the label, such as a count. */
  readonly sign?: ReactNode;
}

interface Props extends Pick<TabsProps, "selectedKey" | "defaultSelectedKey"> {
  readonly label: string;
  readonly tabs: readonly TabOption[];
  readonly onChange?: (id: string) => void;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Tabs({ label, tabs, onChange, children, className, ...rest }: Props) {
  return (
    <AriaTabs
      {...rest}
      {...(onChange && { onSelectionChange: (key) => onChange(String(key)) })}
      // The focus is shown on the tab, not around all that is in it.
      className={classes("flex min-h-0 flex-col outline-none", className)}
    >
      <TabList
        aria-label={label}
        items={tabs}
        className="flex shrink-0 row-scroll gap-1 border-b border-line px-2"
      >
        {({ id, label: text, sign }) => (
          <AriaTab
            id={id}
            className="-mb-px flex h-10 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-node font-medium whitespace-nowrap text-ink-2 data-focus-visible:-outline-offset-2 data-hovered:text-ink data-selected:border-accent data-selected:text-ink"
          >
            {text}
            {sign}
          </AriaTab>
        )}
      </TabList>
      {children}
    </AriaTabs>
  );
}

export function TabPanel({
  id,
  children,
  className,
}: {
  id: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <AriaTabPanel id={id} className={classes("min-h-0 flex-1 outline-none", className)}>
      {children}
    </AriaTabPanel>
  );
}
