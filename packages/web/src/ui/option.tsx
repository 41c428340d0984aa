import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { ListBoxItem, type ListBoxItemProps } from "react-aria-components";

interface OptionProps extends Omit<ListBoxItemProps, "className" | "children"> {
  readonly icon?: ReactNode;
  readonly description?: string | undefined;
  readonly children: ReactNode;
}

/** A row of a list box: in selects, combo boxes, pickers. */
export function Option({ icon, description, children, ...rest }: OptionProps) {
  return (
    <ListBoxItem
      {...rest}
      className="flex items-center gap-2.5 rounded-control px-2.5 py-1.5 text-body data-disabled:text-ink-3 data-focused:bg-sunken pointer-coarse:min-h-11"
    >
      {({ isSelected }) => (
        <>
          {icon}
          <span className="flex min-w-0 flex-1 flex-col">
            <span className="truncate">{children}</span>
            {description !== undefined && (
              <span className="option-more text-small text-ink-3">{description}</span>
            )}
          </span>
          {isSelected && <Check aria-hidden size={16} className="shrink-0 text-accent-ink" />}
        </>
      )}
    </ListBoxItem>
  );
}

interface CardOptionProps extends Omit<ListBoxItemProps, "className" | "children"> {
  readonly children: ReactNode;
}

/** A card of a list box that is a grid. */
export function CardOption(props: CardOptionProps) {
  return (
    <ListBoxItem
      {...props}
      className="flex cursor-pointer items-start gap-3 rounded-card border border-line bg-surface p-3.5 text-start data-focused:border-accent data-focused:bg-accent-bg data-hovered:border-accent"
    />
  );
}
