import { useState } from "react";
import type { PressedPill } from "../../../../editor/pill.ts";
import { afterClosing } from "../../../../ui/after-closing.ts";
import { DefaultDialog } from "./default-dialog.tsx";
import { PillMenu } from "./pill-menu.tsx";

interface Props {
  /** The pill whose menu is open. */
  readonly pill: PressedPill | undefined;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
  /** Asks for another variable in place of it. */
  readonly onAsk: () => void;
  /** Writes in place of it: the pill is chosen in its text. */
  readonly onWrite: (text: string) => void;
}

/** The menu of a pill, and what it asks. */
export function PillActions({ pill, isReadOnly, onClose, onAsk, onWrite }: Props) {
  /** The variable that is given a default. */
  const [asked, setAsked] = useState<string>();
  return (
    <>
      {pill && (
        <PillMenu
          pill={pill}
          isReadOnly={isReadOnly}
          onClose={onClose}
          onChange={() => afterClosing(onAsk)}
          onDefault={() => setAsked(pill.text)}
        />
      )}
      {asked !== undefined && (
        <DefaultDialog
          text={asked}
          onClose={() => setAsked(undefined)}
          onKeep={(text) => {
            setAsked(undefined);
            onWrite(text);
          }}
        />
      )}
    </>
  );
}
