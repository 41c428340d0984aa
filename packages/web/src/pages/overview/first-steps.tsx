import { Plus, Workflow } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../api/environment.ts";
import { useMay } from "../../api/me.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";

/** In place of figures that are all 0. */
export function FirstSteps() {
  const { t } = useTranslation("overview");
  const at = usePath();
  const may = useMay();
  return (
    <Card>
      <EmptyState
        icon={Workflow}
        title={t("first.title")}
        action={
          may("workflows.write") && (
            <>
              <LinkButton kind="primary" href={at("/workflows/new")}>
                <Plus aria-hidden size={16} />
                {t("first.build")}
              </LinkButton>
              <LinkButton href={at("/templates")}>{t("first.template")}</LinkButton>
            </>
          )
        }
      >
        {t("first.text")}
      </EmptyState>
    </Card>
  );
}
