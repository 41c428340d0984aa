import { Box } from "lucide-react";
import { classes } from "../ui/classes.ts";
import { icons } from "./step-icons.ts";

/* The picture of a step type: its icon on the colour of its family. */

const families: Readonly<Record<string, string>> = {
  trigger: "bg-trigger-bg text-trigger",
  data: "bg-data-bg text-data",
  connect: "bg-connect-bg text-connect",
  calculate: "bg-transform-bg text-transform",
  people: "bg-people-bg text-people",
  ai: "bg-ai-bg text-ai",
  flow: "bg-flow-bg text-flow",
};

interface Props {
  readonly icon: string;
  readonly family: string;
  readonly isSmall?: boolean;
}

export function StepTile({ icon, family, isSmall = false }: Props) {
  const Icon = icons[icon] ?? Box;
  return (
    <span
      aria-hidden
      className={classes(
        "step-tile inline-flex shrink-0 items-center justify-center rounded-control",
        isSmall ? "size-7" : "size-9",
        families[family] ?? families["flow"],
      )}
    >
      <Icon size={isSmall ? 15 : 18} />
    </span>
  );
}
