import { X } from "lucide-react";
import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { classes } from "./classes.ts";
import type { ToastText } from "./toasts.tsx";

export const queue = new ToastQueue<ToastText>({ maxVisibleToasts: 3 });
/** Where they are shown, over every page. */
export function ShownToasts() {
  const { t } = useTranslation();
  return (
    <ToastRegion
      queue={queue}
      aria-label={t("notifications")}
      className="fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-md flex-col gap-2 outline-none"
    >
      {({ toast: shown }) => (
        <Toast
          toast={shown}
          className={classes(
            "flex items-center gap-3 rounded-card py-2 ps-4 pe-2 text-body shadow-popover",
            shown.content.look === "error"
              ? "border border-bad bg-bad-bg text-bad"
              : "border border-line bg-surface text-ink",
          )}
        >
          <ToastContent className="min-w-0 flex-1">
            <Text slot="title" className="whitespace-pre-line">
              {shown.content.text}
            </Text>
          </ToastContent>
          {shown.content.actions?.map(({ label, onPress }) => (
            <Button
              key={label}
              size="small"
              onPress={() => {
                onPress();
                queue.close(shown.key);
              }}
            >
              {label}
            </Button>
          ))}
          <AriaButton
            slot="close"
            aria-label={t("close")}
            className="inline-flex size-8 items-center justify-center rounded-control data-hovered:bg-sunken"
          >
            <X aria-hidden size={16} />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  );
}
