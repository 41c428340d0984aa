import type { MouseEvent, ReactNode } from "react";
import { classes } from "../ui/classes.ts";
import { StepTile } from "./step-tile.tsx";

interface Props {
  readonly icon: string;
  readonly family: string;
  readonly title: string;
  readonly subtitle: ReactNode;
  /** What those who do not see it are told beside title and subtitle. */
  readonly hint?: string | undefined;
  readonly look?: "plain" | "problem" | "faint";
  readonly isSelected?: boolean;
  readonly sign?: ReactNode;
  readonly nodeId: string;
  readonly tabIndex: number;
  readonly onPress: (pressed: MouseEvent) => void;
}

/** A step or trigger on the canvas: one button. */
export function NodeCard(props: Props) {
  const { icon, family, title, subtitle, hint, look = "plain", isSelected, sign, nodeId } = props;
  return (
    <button
      type="button"
      aria-pressed={isSelected === true}
      data-node={nodeId}
      data-family={family}
      tabIndex={props.tabIndex}
      onClick={props.onPress}
      className={classes(
        "node-card nopan select-none flex h-16 w-66 items-center gap-3 rounded-card border bg-surface ps-3 pe-3 text-start shadow-hairline",
        look === "problem" ? "border-bad" : "border-line",
        look === "faint" && "border-dashed",
        isSelected === true && "border-accent outline-2 outline-accent",
      )}
    >
      <StepTile icon={icon} family={look === "faint" ? "flow" : family} />
      <span className="node-words flex min-w-0 flex-1 flex-col">
        <span
          title={title}
          className={classes(
            "node-title truncate text-node font-semibold",
            look === "faint" && "text-ink-3",
          )}
        >
          <bdi>{title}</bdi>
        </span>
        <span
          title={typeof subtitle === "string" ? subtitle : undefined}
          className={classes(
            "node-subtitle truncate text-small",
            look === "problem" ? "text-bad" : "text-ink-3",
          )}
        >
          <bdi>{subtitle}</bdi>
        </span>
      </span>
      {hint !== undefined && <span className="sr-only">{hint}</span>}
      <span className="node-sign shrink-0">{sign}</span>
    </button>
  );
}
