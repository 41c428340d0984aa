import { SwitchButton, SwitchField, type SwitchFieldProps } from "react-aria-components";
import type { ReactNode } from "react";
import { FieldFoot } from "./field.tsx";

interface Props extends Omit<SwitchFieldProps, "className" | "children"> {
  readonly children?: ReactNode;
  readonly description?: ReactNode;
}

export function Switch({ children, description, ...rest }: Props) {
  return (
    <SwitchField {...rest} className="flex flex-col gap-1">
      <SwitchButton className="group flex min-h-6 items-center gap-2.5 text-body">
        <span className="inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-control-line bg-sunken px-0.5 transition-colors duration-100 group-data-disabled:border-line group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent group-data-selected:bg-accent">
          <span className="choice-mark size-3.5 rounded-full bg-control-line transition-transform duration-100 group-data-selected:translate-x-4 group-data-selected:bg-on-accent rtl:group-data-selected:-translate-x-4" />
        </span>
        {children}
      </SwitchButton>
      <FieldFoot description={description} />
    </SwitchField>
  );
}
