import { useCatalog } from "../../../api/catalog.ts";
import { StepTile } from "../../../canvas/step-tile.tsx";

/** The trigger's picture and what it is called. */
export function TriggerName({ type }: { readonly type: string }) {
  const { triggers } = useCatalog();
  const entry = triggers.get(type);
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <StepTile icon={entry?.icon ?? "zap"} family="trigger" isSmall />
      {entry?.title ?? type}
    </span>
  );
}
