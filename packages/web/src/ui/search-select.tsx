import { ChevronDown } from "lucide-react";
import { Autocomplete, Button, ListBox, Select, SelectValue } from "react-aria-components";
import { classes } from "./classes.ts";
import { controlClass, FieldLabel } from "./field.tsx";
import { Popover } from "./popover.tsx";
import { SearchField } from "./search-field.tsx";
import { Option } from "./option.tsx";
import { type SelectOption } from "./select.tsx";

interface Props {
  readonly label: string;
  readonly searchLabel: string;
  /** What the search finds; the chosen one need not be there. */
  readonly options: readonly SelectOption<string>[];
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly value: string;
  /** What the chosen one is called. */
  readonly shown: string;
  readonly onChange: (value: string) => void;
  readonly empty: string;
  readonly className?: string;
}

/** One of many, with a search over all of them. */
export function SearchSelect(props: Props) {
  const { label, options, search, onSearch, value, shown, onChange, className } = props;
  return (
    <Select
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      onOpenChange={() => onSearch("")}
      className={classes("flex min-w-0 flex-col gap-1.5 outline-none", className)}
    >
      <FieldLabel label={label} />
      <Button className={classes(controlClass, "flex items-center gap-2 text-start")}>
        <SelectValue className="min-w-0 flex-1 truncate">
          {() => <span dir="auto">{shown}</span>}
        </SelectValue>
        <ChevronDown aria-hidden size={16} className="shrink-0 text-ink-3" />
      </Button>
      <Popover className="flex max-h-96 w-72 max-w-[calc(100vw-2rem)] min-w-(--trigger-width) flex-col">
        <Autocomplete inputValue={search} onInputChange={onSearch}>
          <div className="border-b border-line p-2">
            <SearchField label={props.searchLabel} autoFocus />
          </div>
          <ListBox
            items={options}
            renderEmptyState={() => <p className="p-3 text-body text-ink-3">{props.empty}</p>}
            className="min-h-0 flex-1 overflow-auto p-1 outline-none"
          >
            {({ id, label: text }) => (
              <Option id={id} textValue={text}>
                <span dir="auto">{text}</span>
              </Option>
            )}
          </ListBox>
        </Autocomplete>
      </Popover>
    </Select>
  );
}
