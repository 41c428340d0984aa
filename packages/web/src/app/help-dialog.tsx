import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../api/environment.ts";
import { Dialog } from "../ui/dialog.tsx";
import { TextLink } from "../ui/text-link.tsx";
import { hasSingleKeys, type ShortcutGroup, shortcuts } from "./shortcuts.ts";

const groups = Object.keys(shortcuts) as ShortcutGroup[];

/** All keys, from the list that handles them. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("shortcuts");
  const at = usePath();
  return (
    <Dialog isOpen width="large" onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <p className="pb-4 text-body text-ink-2">
        {hasSingleKeys() ? t("single_on") : t("single_off")}{" "}
        <TextLink href={at("/settings/appearance")} className="underline">
          {t("appearance")}
        </TextLink>
      </p>
      <div className="gap-8 sm:columns-2">
        {groups.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
    </Dialog>
  );
}

function Group({ group }: { readonly group: ShortcutGroup }) {
  const { t } = useTranslation("shortcuts");
  const entries = Object.entries(shortcuts[group]) as [string, readonly string[]][];
  return (
    <section className="mb-6 break-inside-avoid">
      <h3 className="pb-1 text-node font-semibold text-ink-2">{t(`group.${group}`)}</h3>
      <dl className="flex flex-col">
        {entries.map(([id, chords]) => (
          <div
            key={id}
            className="flex min-h-8 items-center justify-between gap-4 border-b border-line py-1"
          >
            <dt className="text-body">{t(`${group}.${id}` as "builder.up")}</dt>
            <dd className="flex shrink-0 flex-wrap items-center justify-end gap-1">
              {chords.map((chord, index) => (
                <Fragment key={chord}>
                  {index > 0 && <span className="px-1 text-small text-ink-3">{t("or")}</span>}
                  <Chord chord={chord} />
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const isMac = /mac/i.test(navigator.platform);
const named = [
  "Ctrl",
  "Shift",
  "Alt",
  "Enter",
  "Esc",
  "Del",
  "Backspace",
  "Home",
  "End",
  "Space",
] as const;

function Chord({ chord }: { readonly chord: string }) {
  const { t } = useTranslation("shortcuts");
  return chord.split(/(?<=.)\+/).map((key) => {
    const name = named.find((one) => one === key);
    const text = name === "Ctrl" && isMac ? "⌘" : name ? t(`key.${name}`) : key;
    return (
      <kbd
        key={key}
        className="inline-flex h-6 min-w-6 items-center justify-center rounded-small border border-control-line bg-sunken px-1.5"
      >
        {text}
      </kbd>
    );
  });
}
