import { useTranslation } from "react-i18next";

/** Above a list that is shown as it happens, while it is not. */
export function LiveNote({ isLive }: { readonly isLive: boolean }) {
  const { t } = useTranslation();
  return (
    <p role="status" className={isLive ? "sr-only" : "px-4 pb-2 text-small text-wait"}>
      {!isLive && t("reconnecting")}
    </p>
  );
}
