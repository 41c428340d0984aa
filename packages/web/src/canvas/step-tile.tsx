import {
  Box,
  Braces,
  Calculator,
  CalendarClock,
  CalendarDays,
  CircleStop,
  FileSearch,
  GitFork,
  Globe,
  Hand,
  Hourglass,
  ListTree,
  LogOut,
  Mail,
  MessageSquare,
  PhoneIncoming,
  Radio,
  Repeat,
  Reply,
  Split,
  SquareCode,
  Timer,
  Variable,
  Webhook,
  Workflow,
  Zap,
  type LucideIcon,
} from "lucide-react";
import { classes } from "../ui/classes.ts";

/* The picture of a step type: its icon on the colour of its family. */

/** The names that step types and trigger types give; a test finds one that is missing. */
export const icons: Readonly<Record<string, LucideIcon>> = {
  braces: Braces,
  calculator: Calculator,
  "calendar-clock": CalendarClock,
  "calendar-days": CalendarDays,
  "circle-stop": CircleStop,
  "file-search": FileSearch,
  "git-fork": GitFork,
  globe: Globe,
  hand: Hand,
  hourglass: Hourglass,
  "list-tree": ListTree,
  "log-out": LogOut,
  mail: Mail,
  "message-square": MessageSquare,
  "phone-incoming": PhoneIncoming,
  radio: Radio,
  repeat: Repeat,
  reply: Reply,
  split: Split,
  "square-code": SquareCode,
  timer: Timer,
  variable: Variable,
  webhook: Webhook,
  workflow: Workflow,
  zap: Zap,
};

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
        "inline-flex shrink-0 items-center justify-center rounded-control",
        isSmall ? "size-7" : "size-9",
        families[family] ?? families["flow"],
      )}
    >
      <Icon size={isSmall ? 15 : 18} />
    </span>
  );
}
