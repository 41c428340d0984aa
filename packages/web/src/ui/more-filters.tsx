import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { classes } from "./classes.ts";

interface Props {
  /** How many of them narrow the list. */
  readonly count: number;
  readonly children: ReactNode;
}

/** Filters that stand in their row where there is room, and behind a button where there is little. */
export function MoreFilters({ count, children }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button
        className="md:hidden"
        aria-expanded={isOpen}
        aria-controls={id}
        onPress={() => setOpen(!isOpen)}
      >
        <SlidersHorizontal aria-hidden size={16} />
        {t("filters", { count })}
      </Button>
      <div id={id} className={classes("contents", !isOpen && "max-md:hidden")}>
        {children}
      </div>
    </>
  );
}
