import type { Json } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/queries.ts";
import { announce } from "../../../ui/announcer.tsx";
import { useBuilder } from "../model/builder-store.ts";

/** Keeps a value as the sample of a place; what is wrong is told where the person is. */
export function useKeep(place: string, onKept?: () => void) {
  const { t } = useTranslation("samples");
  const id = useBuilder((state) => state.workflowId);
  const write = useWrite("keepSample", {
    isErrorShown: true,
    onDone() {
      announce(t("said_kept"));
      onKept?.();
    },
  });
  return {
    keep: (value: Json): void => write.mutate({ params: { id, place }, body: { value } }),
    error: write.error,
    isPending: write.isPending,
  };
}
