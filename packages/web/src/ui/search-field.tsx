import { Search, X } from "lucide-react";
import {
  Button,
  Input,
  SearchField as AriaSearchField,
  type SearchFieldProps,
} from "react-aria-components";
import { classes } from "./classes.ts";
import { controlClass } from "./field.tsx";

interface Props extends Omit<SearchFieldProps, "className" | "children" | "aria-label"> {
  readonly label: string;
  readonly placeholder?: string;
  readonly className?: string;
}

export function SearchField({ label, placeholder = label, className, ...rest }: Props) {
  return (
    <AriaSearchField {...rest} aria-label={label} className={classes("group relative", className)}>
      <Search
        aria-hidden
        size={16}
        className="absolute start-3 top-1/2 -translate-y-1/2 text-ink-3"
      />
      <Input
        placeholder={placeholder}
        className={classes(controlClass, "ps-9 pe-9 [&::-webkit-search-cancel-button]:hidden")}
      />
      <Button className="absolute end-1.5 top-1/2 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-small text-ink-3 group-data-empty:hidden data-hovered:bg-sunken">
        <X aria-hidden size={14} />
      </Button>
    </AriaSearchField>
  );
}
