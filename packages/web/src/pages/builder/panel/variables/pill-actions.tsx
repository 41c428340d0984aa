import { useState } from "react";
import type { PressedPill } from "../../../../editor/pill.ts";
import { DefaultDialog } from "./default-dialog.tsx";
import { PillMenu } from "./pill-menu.tsx";

interface Props {
  readonly pill: PressedPill;
  readonly isReadOnly: boolean;
  readonly onEnd: () => void;
  /** Asks for another variable in place of it. */
  readonly onAsk: () => void;
  /** Writes in place of it: the pill is chosen in its text. */
  readonly onWrite: (text: string) => void;
}

/** The menu of a pill, and what it asks. */
export function PillActions({ pill, isReadOnly, onEnd, onAsk, onWrite }: Props) {
  const [asksDefault, setAsksDefault] = useState(false);
  if (asksDefault)
    return (
      <DefaultDialog
        text={pill.text}
        onClose={onEnd}
        onKeep={(text) => {
          onEnd();
          onWrite(text);
        }}
      />
    );
  return (
    <PillMenu
      pill={pill}
      isReadOnly={isReadOnly}
      onClose={onEnd}
      onChange={() => {
        onEnd();
        // The menu gives the focus back first.
        setTimeout(onAsk, 50);
      }}
      onDefault={() => setAsksDefault(true)}
    />
  );
}
