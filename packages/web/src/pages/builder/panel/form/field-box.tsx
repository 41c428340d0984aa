import { type FocusEvent, type ReactNode, useEffect, useState } from "react";
import { afterPress, notePresses } from "../../../../ui/after-press.ts";
import { useDraft } from "../../model/draft-context.ts";
import type { Finding } from "../../model/builder-store.ts";
import { fieldPathOf, isAt } from "../model/field-path.ts";
import type { ConfigPath } from "../model/set-at.ts";
import { useForm } from "./form-context.tsx";

interface Props {
  readonly path: ConfigPath;
  /** Required, and nothing is there yet. */
  readonly isAsked?: boolean;
  /** Fields inside show their own errors. */
  readonly hasFields?: boolean;
  readonly children: (errors: {
    readonly error: string | undefined;
    readonly findings: readonly Finding[];
  }) => ReactNode;
}

/**
 * Marks a field with its place. Its errors are held back while somebody types in it, and where it is
 * new, until it was left for the first time.
 */
export function FieldBox({ path, isAsked = false, hasFields = false, children }: Props) {
  const draft = useDraft();
  const { findings, isFilling } = useForm();
  const [isTyping, setTyping] = useState(false);
  const [wasLeft, setLeft] = useState(false);
  const field = path.join(".");
  const here = findings.filter((one) =>
    hasFields ? fieldPathOf(one.path) === field : isAt(one, field),
  );
  const error = here.find(({ severity }) => severity === "error") ?? here[0];
  useEffect(notePresses, []);
  const isHeld = isFilling && !wasLeft;
  const leave = async (left: FocusEvent): Promise<void> => {
    if (left.currentTarget.contains(left.relatedTarget) || isOverlay(left.relatedTarget)) return;
    // What was typed is looked at now, then told.
    await Promise.all([draft.save(), afterPress()]);
    setTyping(false);
    setLeft(true);
  };
  return (
    <div
      role="presentation"
      data-field={field}
      data-asked={isAsked || undefined}
      onInput={() => setTyping(true)}
      onBlur={(left) => void leave(left)}
      className="flex min-w-0 flex-col"
    >
      {children({
        error: isTyping || isHeld ? undefined : textOf(error),
        findings: isHeld ? none : here,
      })}
    </div>
  );
}

/** Who chooses a variable, or looks through a list, comes back. */
function isOverlay(focused: Element | null): boolean {
  return focused !== null && focused.closest("#app") === null;
}

const none: readonly Finding[] = [];

function textOf(finding: Finding | undefined): string | undefined {
  if (!finding) return undefined;
  return [finding.message, finding.hint].filter(Boolean).join(". ");
}
