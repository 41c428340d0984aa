import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { FieldText } from "./field.tsx";

interface Names {
  /** Id of what names the control. */
  readonly labelledBy: string;
  /** Id of what describes it; undefined where nothing does. */
  readonly describedBy: string | undefined;
}

interface Props extends FieldText {
  readonly isRequired?: boolean | undefined;
  /** The neighbourhood says what it is; the label is still read out. */
  readonly isLabelHidden?: boolean | undefined;
  /** At the end of the line of the label. */
  readonly actions?: ReactNode;
  readonly children: (names: Names) => ReactNode;
}

/** Label, badge, help and error around a control that is not one of the kit's. */
export function FieldFrame(props: Props) {
  const { label, description, errorMessage, isRequired, isLabelHidden, actions, children } = props;
  const { t } = useTranslation();
  const id = useId();
  const isDescribed = description !== undefined || errorMessage !== undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className={isLabelHidden === true ? "sr-only" : "flex min-h-6 items-center gap-2"}>
        <span id={id} className="text-node font-medium text-ink">
          {label}
        </span>
        {isRequired === true && (
          <span className="rounded-full bg-sunken px-2 text-label font-semibold text-ink-2">
            {t("required")}
          </span>
        )}
        <span className="flex-1" />
        {isLabelHidden !== true && actions}
      </div>
      {children({ labelledBy: id, describedBy: isDescribed ? `${id}-more` : undefined })}
      {isDescribed && (
        <div id={`${id}-more`} className="flex flex-col gap-0.5 text-small">
          {description !== undefined && <span className="text-ink-3">{description}</span>}
          {errorMessage !== undefined && <span className="text-bad">{errorMessage}</span>}
        </div>
      )}
    </div>
  );
}
