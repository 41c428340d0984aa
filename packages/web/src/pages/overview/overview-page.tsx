import { useTranslation } from "react-i18next";
import { Page } from "../../app/page.tsx";

export function OverviewPage() {
  const { t } = useTranslation();
  return <Page title={t("nav.overview")}>{""}</Page>;
}
