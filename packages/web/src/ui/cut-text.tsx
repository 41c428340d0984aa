import { useRef, useState } from "react";
import { Button } from "react-aria-components";
import { Popover } from "./popover.tsx";

interface Props {
  /** What it is, for all who do not see where it stands. */
  readonly label: string;
  readonly children: string;
}

/** A text of which there is room for one line; pressed, it is shown as a whole. */
export function CutText({ label, children }: Props) {
  const place = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        ref={place}
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
        className="min-h-6 max-w-60 truncate rounded-small text-start"
      >
        {children}
      </Button>
      <Popover
        aria-label={label}
        isOpen={isOpen}
        onOpenChange={setOpen}
        triggerRef={place}
        className="max-w-96"
      >
        <p className="p-4 text-body whitespace-pre-line">{children}</p>
      </Popover>
    </>
  );
}
