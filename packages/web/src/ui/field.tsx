import { FieldError, Label, Text } from "react-aria-components";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/* What every field has around its control: label, badge, help, error. */

export interface FieldText {
  readonly label: string;
  readonly description?: ReactNode;
  readonly errorMessage?: string | undefined;
}

export const controlClass =
  "h-9 w-full min-w-0 rounded-control border border-control-line bg-surface px-3 text-body text-ink placeholder:text-ink-3 data-hovered:border-ink-3 data-focused:border-accent data-focused:outline-2 data-focused:-outline-offset-1 data-focused:outline-accent data-invalid:border-bad data-disabled:bg-sunken data-disabled:text-ink-3 pointer-coarse:h-11";

export function FieldLabel({
  label,
  isRequired,
}: {
  label: string;
  isRequired?: boolean | undefined;
}) {
  const { t } = useTranslation();
  // Where the neighbourhood says what it is, the control has an `aria-label`.
  if (label === "") return null;
  return (
    <span className="flex items-center gap-2">
      <Label className="text-node font-medium text-ink">{label}</Label>
      {isRequired === true && (
        <span className="rounded-full bg-sunken px-2 text-label font-semibold text-ink-2">
          {t("required")}
        </span>
      )}
    </span>
  );
}

export function FieldFoot({ description, errorMessage }: Omit<FieldText, "label">) {
  const { t } = useTranslation();
  return (
    <>
      {description !== undefined && (
        <Text slot="description" className="text-small text-ink-3">
          {description}
        </Text>
      )}
      <FieldError className="text-small text-bad">
        {({ validationDetails }) => errorMessage ?? t(`mistake.${mistakeIn(validationDetails)}`)}
      </FieldError>
    </>
  );
}

/** The browser finds it, and would say it in a language of its own. */
function mistakeIn({ valueMissing, typeMismatch, tooShort }: ValidityState) {
  if (valueMissing) return "missing";
  // Of the types that have a form, only e-mail addresses are asked for.
  if (typeMismatch) return "email";
  return tooShort ? "short" : "form";
}
