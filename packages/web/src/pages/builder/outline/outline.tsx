import { useTranslation } from "react-i18next";

export function Outline() {
  const { t } = useTranslation("builder");
  return <p className="p-6">{t("view.outline")}</p>;
}
