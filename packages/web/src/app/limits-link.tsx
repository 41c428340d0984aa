import { useTranslation } from "react-i18next";
import { usePath } from "../api/environment.ts";
import { useMay } from "../api/me.ts";
import { TextLink } from "../ui/text-link.tsx";

/** Beside a limit that is reached: where to raise it, for who may. */
export function LimitsLink() {
  const { t } = useTranslation();
  const at = usePath();
  const may = useMay();
  if (!may("settings.write")) return null;
  return (
    <TextLink href={at("/settings/limits")} className="-my-0.5 py-0.5 font-medium">
      {t("show_limits")}
    </TextLink>
  );
}
