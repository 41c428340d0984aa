import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";
import { useFailureWords } from "../../i18n/failure-words.ts";

type Ending = Pick<Answer<"listRuns">["items"][number], "reason" | "message">;

/** Why runs are as they are, in words. */
export function useRunTexts() {
  const { t } = useTranslation("runs");
  const sayFailure = useFailureWords();
  const why = useCallback(
    ({ reason, message }: Ending): string => {
      if (reason === null) return message ?? "";
      // The message of a step's error says more than that there was one.
      if (reason === "step_error" && message !== null) return sayFailure(message);
      const words = t(`reason.${reason}`);
      if (message === null) return words;
      // The author of the workflow has written what an End step says.
      return `${words}: ${reason === "end_step" ? message : sayFailure(message)}`;
    },
    [t, sayFailure],
  );
  return { why };
}
