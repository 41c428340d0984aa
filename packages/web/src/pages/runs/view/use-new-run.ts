import { useRouter } from "@tanstack/react-router";
import { usePath } from "../../../api/environment.ts";
import { toast } from "../../../ui/toasts.tsx";

/** Goes to a run that was just made, and tells so. */
export function useNewRun(): (runId: string, text: string) => void {
  const router = useRouter();
  const at = usePath();
  return (runId, text) => {
    toast({ text });
    router.history.push(at(`/runs/${runId}`));
  };
}
