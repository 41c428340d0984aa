import { createContext, use } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "../../../ui/toasts.tsx";
import type { DraftSession } from "./draft-session.ts";

export const DraftContext = createContext<DraftSession | undefined>(undefined);

export function useDraft(): DraftSession {
  const session = use(DraftContext);
  if (!session) throw new Error("There is no builder around this.");
  return session;
}

/** Saves before something reads the draft at the server; where that fails, it says so: false. */
export function useSavedFirst(): () => Promise<boolean> {
  const { t } = useTranslation("builder");
  const draft = useDraft();
  return async () => {
    const result = await draft.save();
    if (result !== "saved")
      toast({ text: t(result === "conflict" ? "save.undecided" : "save.needed"), look: "error" });
    return result === "saved";
  };
}
