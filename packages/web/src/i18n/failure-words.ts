import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { sayLimit } from "./limit-words.ts";
import { sentenceReader } from "./sentence-patterns.ts";
import { textsIn } from "./server-texts.ts";

/**
 * Why a step or run failed, in the language of the person. What others wrote (a script's own error,
 * an answer of another server) stays as it is.
 */
export function useFailureWords(): (message: string) => string {
  const { i18n } = useTranslation(["failures", "findings"]);
  const { language } = i18n;
  return useMemo(() => {
    const texts = new Map([...textsIn("failures", language), ...textsIn("findings", language)]);
    const read = sentenceReader(texts);
    return (message) => {
      const said = sayLimit(message);
      return read(said) ?? said;
    };
  }, [language]);
}
