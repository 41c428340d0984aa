import type { Definition } from "@stepwell/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { fieldLabelAt, type Types } from "../panel/model/field-label.ts";
import { sayLimit } from "../../../i18n/limit-words.ts";
import { sentenceReader } from "../../../i18n/sentence-patterns.ts";
import { textsIn } from "../../../i18n/server-texts.ts";

interface Words {
  readonly field?: string | undefined;
  readonly stepId: string | null;
  readonly path: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

export type SayFindings = <Finding extends Words>(
  findings: readonly Finding[],
  definition: Definition,
) => readonly Finding[];

/**
 * What the checker finds, in the language of the person and with the fields' names as the panel has
 * them; unknown sentences stay English.
 */
export function useFindingWords(): SayFindings {
  const { i18n } = useTranslation("findings");
  const catalog = useCatalog();
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
    return (findings, definition) =>
      findings.map((finding) => {
        const { hint } = finding;
        const said = { ...finding, message: say(withLabel(finding, definition, catalog)) };
        return hint === undefined ? said : { ...said, hint: say(hint) };
      });
  }, [language, catalog]);
}

/** The checker knows fields by the keys of their config. */
function withLabel(finding: Words, definition: Definition, types: Types): string {
  const { field, message } = finding;
  const label = field === undefined ? undefined : fieldLabelAt(finding, definition, types);
  return label === undefined ? message : message.replace(`“${field}”`, () => `“${label}”`);
}
