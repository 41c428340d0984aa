import { Check, Minus } from "lucide-react";
import { CheckboxButton, CheckboxField, type CheckboxFieldProps } from "react-aria-components";
import type { ReactNode } from "react";
import { FieldFoot } from "./field.tsx";

interface Props extends Omit<CheckboxFieldProps, "className" | "children"> {
  readonly children?: ReactNode;
  readonly description?: ReactNode;
}

export function CheckBox({ children, description, ...rest }: Props) {
  return (
    <CheckboxField {...rest} className="flex flex-col gap-1">
      <CheckboxButton className="group flex min-h-6 items-center gap-2 text-body">
        {({ isSelected, isIndeterminate }) => (
          <>
            <span className="inline-flex size-4.5 shrink-0 items-center justify-center rounded-small border border-control-line bg-surface text-on-accent group-data-disabled:bg-sunken group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-indeterminate:border-accent group-data-indeterminate:bg-accent group-data-selected:border-accent group-data-selected:bg-accent">
              {isIndeterminate ? (
                <Minus aria-hidden size={14} strokeWidth={3} />
              ) : (
                isSelected && <Check aria-hidden size={14} strokeWidth={3} />
              )}
            </span>
            {children}
          </>
        )}
      </CheckboxButton>
      <FieldFoot description={description} />
    </CheckboxField>
  );
}
