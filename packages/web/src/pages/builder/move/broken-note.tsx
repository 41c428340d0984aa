import type { EditOperation } from "@stepwell/core";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useBrokenValues } from "./broken-values.ts";

/** How many values would break, before it is done. */
export function BrokenNote({ edits }: { readonly edits: readonly EditOperation[] | undefined }) {
  const { t } = useTranslation("builder");
  const broken = useBrokenValues(edits);
  const isGood = broken?.length === 0;
  const Icon = isGood ? CircleCheck : TriangleAlert;
  return (
    <output
      className="flex min-w-0 flex-1 items-center gap-2 text-small text-ink-2"
      title={broken?.map(({ message }) => message).join("\n")}
    >
      {broken && (
        <>
          <Icon aria-hidden size={16} className={isGood ? "text-ok" : "shrink-0 text-wait"} />
          {isGood ? t("move.nothing_breaks") : t("move.breaks", { count: broken.length })}
        </>
      )}
    </output>
  );
}
