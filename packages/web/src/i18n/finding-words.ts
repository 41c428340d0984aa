import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { sayLimit } from "./limit-words.ts";
import { sentenceReader } from "./sentence-patterns.ts";
import { textsIn } from "./server-texts.ts";

interface Words {
  readonly message: string;
  readonly hint?: string | undefined;
}

export type SayFindings = <Finding extends Words>(
  findings: readonly Finding[],
) => readonly Finding[];

/** What the checker finds, in the language of the person; unknown sentences stay English. */
export function useFindingWords(): SayFindings {
  const { i18n } = useTranslation("findings");
  const { language } = i18n;
  return useMemo(() => {
    const read = sentenceReader(textsIn("findings", language));
    const say = (english: string): string => {
      const said = sayLimit(english);
      return (
        read(said) ??
        said.replace(/^\p{Ll}+ /u, (word) => word.charAt(0).toUpperCase() + word.slice(1))
      );
    };
    return (findings) =>
      findings.map((finding) => {
        const { message, hint } = finding;
        const said = { ...finding, message: say(message) };
        return hint === undefined ? said : { ...said, hint: say(hint) };
      });
  }, [language]);
}
