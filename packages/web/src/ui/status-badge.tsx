import { Ban, Check, CircleDashed, Clock, Hand, LoaderCircle, Minus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes.ts";

/* Status is never colour alone: icon, word and colour. */

const looks = {
  queued: { icon: CircleDashed, look: "bg-skip-bg", colour: "text-skip" },
  running: { icon: LoaderCircle, look: "bg-run-bg", colour: "text-run" },
  waiting: { icon: Clock, look: "bg-wait-bg", colour: "text-wait" },
  succeeded: { icon: Check, look: "bg-ok-bg", colour: "text-ok" },
  failed: { icon: X, look: "bg-bad-bg", colour: "text-bad" },
  canceled: { icon: Ban, look: "bg-skip-bg", colour: "text-skip" },
  rejected: { icon: Hand, look: "bg-wait-bg", colour: "text-wait" },
  skipped: { icon: Minus, look: "bg-skip-bg", colour: "text-skip" },
} as const;

export type Status = keyof typeof looks;

export function StatusIcon({
  status,
  size = 14,
}: {
  readonly status: Status;
  readonly size?: number;
}) {
  const Icon = looks[status].icon;
  const moves = status === "running" && "keeps-moving animate-spin";
  return <Icon aria-hidden size={size} strokeWidth={2.5} className={classes("shrink-0", moves)} />;
}

export function StatusBadge({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  return (
    <span
      className={classes(
        "inline-flex h-6 items-center gap-1.5 rounded-full ps-2 pe-2.5 text-small font-medium whitespace-nowrap",
        looks[status].look,
        looks[status].colour,
      )}
    >
      <StatusIcon status={status} size={12} />
      {t(`status.${status}`)}
    </span>
  );
}

/** Where there is no room for the badge: the word is for those who do not see the icon. */
export function StatusSign({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  return (
    <span className={looks[status].colour}>
      <StatusIcon status={status} size={16} />
      <span className="sr-only">{t(`status.${status}`)}</span>
    </span>
  );
}
