import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";

type Ending = Pick<Answer<"listRuns">["items"][number], "reason" | "message">;

/** Why runs are as they are, in words. */
export function useRunTexts() {
  const { t } = useTranslation("runs");
  return {
    why({ reason, message }: Ending): string {
      if (reason === null) return message ?? "";
      // The message of a step's error says more than that there was one.
      if (reason === "step_error" && message !== null) return message;
      const words = t(`reason.${reason}`);
      return message === null ? words : `${words}: ${message}`;
    },
  };
}
