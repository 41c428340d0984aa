import i18next from "i18next";
import { announce } from "./announcer.tsx";
import { toast } from "./toasts.tsx";

/** Puts a text on the clipboard, and says whether it is there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce(i18next.t("copied"));
    return true;
  } catch (error) {
    toast({ text: String(error), look: "error" });
    return false;
  }
}
