import { Panel, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/button.tsx";
import { isRightToLeft } from "../ui/direction.ts";

export function CanvasControls() {
  const { t } = useTranslation("canvas");
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const isMirrored = isRightToLeft();
  return (
    <Panel position={isMirrored ? "bottom-right" : "bottom-left"}>
      <div className="flex rounded-control border border-line bg-surface shadow-hairline">
        <IconButton label={t("zoom_out")} onPress={() => void zoomOut()}>
          <Minus aria-hidden size={16} />
        </IconButton>
        <IconButton label={t("zoom_in")} onPress={() => void zoomIn()}>
          <Plus aria-hidden size={16} />
        </IconButton>
        <IconButton label={t("fit")} onPress={() => void fitView({ padding: 0.1, maxZoom: 1 })}>
          <Maximize aria-hidden size={16} />
        </IconButton>
      </div>
    </Panel>
  );
}
