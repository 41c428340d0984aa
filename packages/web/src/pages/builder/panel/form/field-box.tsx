import { type FocusEvent, type ReactNode, useState } from "react";
import { useDraft } from "../../model/draft-context.ts";
import type { Finding } from "../../model/builder-store.ts";
import { fieldPathOf, isAt } from "../model/field-path.ts";
import type { ConfigPath } from "../model/set-at.ts";
import { useForm } from "./form-context.tsx";

interface Props {
  readonly path: ConfigPath;
  /** Fields inside show their own errors. */
  readonly hasFields?: boolean;
  readonly children: (errors: {
    readonly error: string | undefined;
    readonly findings: readonly Finding[];
  }) => ReactNode;
}

/** Marks a field with its place, and holds its errors back while somebody types in it. */
export function FieldBox({ path, hasFields = false, children }: Props) {
  const draft = useDraft();
  const { findings } = useForm();
  const [isTyping, setTyping] = useState(false);
  const field = path.join(".");
  const here = findings.filter((one) =>
    hasFields ? fieldPathOf(one.path) === field : isAt(one, field),
  );
  const error = here.find(({ severity }) => severity === "error") ?? here[0];
  const leave = (left: FocusEvent): void => {
    if (left.currentTarget.contains(left.relatedTarget)) return;
    // What was typed is looked at now, then told.
    void draft.save().then(() => setTyping(false));
  };
  return (
    <div
      role="presentation"
      data-field={field}
      onInput={() => setTyping(true)}
      onBlur={leave}
      className="flex min-w-0 flex-col"
    >
      {children({ error: isTyping ? undefined : textOf(error), findings: here })}
    </div>
  );
}

function textOf(finding: Finding | undefined): string | undefined {
  if (!finding) return undefined;
  return [finding.message, finding.hint].filter(Boolean).join(". ");
}
