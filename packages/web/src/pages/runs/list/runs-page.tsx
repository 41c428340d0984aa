import { useTranslation } from "react-i18next";
import { Page } from "../../../app/page.tsx";
import { RunList } from "./run-list.tsx";

export function RunsPage() {
  const { t } = useTranslation("runs");
  return (
    <Page title={t("title")} lead={t("lead")} isWide>
      <RunList />
    </Page>
  );
}
