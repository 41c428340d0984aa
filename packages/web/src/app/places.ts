import {
  Activity,
  Cable,
  ChartColumn,
  LayoutTemplate,
  type LucideIcon,
  Play,
  Settings,
  Terminal,
  Workflow,
} from "lucide-react";

/** The sections of the dashboard, in the order of the navigation. */
export const places = [
  { id: "overview", path: "", icon: ChartColumn },
  { id: "workflows", path: "/workflows", icon: Workflow },
  { id: "runs", path: "/runs", icon: Play },
  { id: "events", path: "/events", icon: Activity },
  { id: "workbench", path: "/workbench/requests", icon: Terminal },
  { id: "connections", path: "/connections", icon: Cable },
  { id: "templates", path: "/templates", icon: LayoutTemplate },
  { id: "settings", path: "/settings/general", icon: Settings },
] as const satisfies readonly { id: string; path: string; icon: LucideIcon }[];
