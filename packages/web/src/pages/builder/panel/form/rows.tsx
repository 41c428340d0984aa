import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../../../../ui/button.tsx";
import { FieldFrame } from "../../../../ui/field-frame.tsx";
import type { ControlProps } from "./form-context.tsx";

interface Props extends Omit<ControlProps, "schema" | "path" | "value" | "onChange"> {
  readonly count: number;
  readonly row: (index: number) => ReactNode;
  readonly onAdd: () => void;
  readonly onRemove: (index: number) => void;
}

/** Rows that can be added and taken away. */
export function Rows({ count, row, onAdd, onRemove, ...props }: Props) {
  const { t } = useTranslation("panel");
  const { label, isReadOnly } = props;
  return (
    <FieldFrame
      label={label}
      description={props.description}
      errorMessage={props.error}
      isRequired={props.isRequired}
      isLabelHidden={props.isLabelHidden}
    >
      {({ labelledBy }) => (
        <fieldset aria-labelledby={labelledBy} className="flex min-w-0 flex-col gap-2">
          {Array.from({ length: count }, (_, index) => (
            <div key={index} className="flex items-start gap-1">
              <div className="min-w-0 flex-1">{row(index)}</div>
              {!isReadOnly && (
                <IconButton
                  label={t("rows.remove", { label, number: index + 1 })}
                  className="mt-0.5"
                  onPress={() => onRemove(index)}
                >
                  <Trash2 aria-hidden size={15} />
                </IconButton>
              )}
            </div>
          ))}
          {!isReadOnly && (
            <Button
              size="small"
              kind="quiet"
              aria-label={t("rows.add_to", { label })}
              onPress={onAdd}
              className="self-start text-accent-ink"
            >
              <Plus aria-hidden size={15} />
              {t("rows.add")}
            </Button>
          )}
        </fieldset>
      )}
    </FieldFrame>
  );
}
