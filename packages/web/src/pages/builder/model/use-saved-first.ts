import { useTranslation } from "react-i18next";
import { toast } from "../../../ui/toasts.tsx";
import { useAutosave } from "./autosave-context.ts";

/** Saves before something reads the draft at the server; where that fails, it says so: false. */
export function useSavedFirst(): () => Promise<boolean> {
  const { t } = useTranslation("builder");
  const autosave = useAutosave();
  return async () => {
    const isSaved = (await autosave.flush()) === "saved";
    if (!isSaved) toast({ text: t("save.needed"), look: "error" });
    return isSaved;
  };
}
