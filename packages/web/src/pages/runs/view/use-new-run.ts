import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { toast } from "../../../ui/toasts.tsx";

/** Goes to a run that was just made, and tells so; who has gone elsewhere comes back by that. */
export function useNewRun(): (runId: string, text: string) => void {
  const { t } = useTranslation("runs");
  const router = useRouter();
  const at = usePath();
  return (runId, text) => {
    const show = (): void => router.history.push(at(`/runs/${runId}`));
    toast({ text, actions: [{ label: t("show_run"), onPress: show }] });
    show();
  };
}
