import { FilePlus2, LayoutTemplate } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { useMay } from "../../../api/me.ts";
import { codeOf, messageOf } from "../../../api/refusal.ts";
import { LimitsLink } from "../../../app/limits-link.tsx";
import { Page } from "../../../app/page.tsx";
import { Button, LinkButton } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { LimitsLine } from "../limits-line.tsx";
import { useCreate } from "../use-create.ts";
import { ImportCard } from "./import-card.tsx";
import { TriggerChoice } from "./trigger-choice.tsx";

/** Where a workflow begins: with a trigger, a template, a file, or nothing. */
export function NewPage() {
  const { t } = useTranslation("workflows");
  const may = useMay();
  if (!may("workflows.write"))
    return (
      <Page title={t("new.title")}>
        <Notice look="warning">{t("read_only")}</Notice>
      </Page>
    );
  return <Beginnings />;
}

function Beginnings() {
  const { t } = useTranslation("workflows");
  const at = usePath();
  const { create, isBusy, error } = useCreate();
  const [importError, setImportError] = useState<unknown>(null);
  const begin = (type: string): void =>
    create({
      format: "stepwell/v1",
      name: t("new.name"),
      trigger: { type, config: {} },
      steps: [],
    });
  const shown = importError ?? error;
  const isFull = codeOf(shown) === "limit_reached";
  return (
    <Page
      title={t("new.title")}
      lead={<LimitsLine />}
      actions={
        <>
          <LinkButton href={at("/templates")}>
            <LayoutTemplate aria-hidden size={16} />
            {t("new.template")}
          </LinkButton>
          <Button isPending={isBusy} onPress={() => begin("manual")}>
            <FilePlus2 aria-hidden size={16} />
            {t("new.blank")}
          </Button>
        </>
      }
    >
      {shown !== null && (
        <Notice
          look="error"
          title={isFull ? t("new.limit") : t("new.failed")}
          {...(isFull && { action: <LimitsLink /> })}
        >
          {messageOf(shown)}
        </Notice>
      )}
      <TriggerChoice isBusy={isBusy} onChoose={begin} />
      <ImportCard onError={setImportError} />
    </Page>
  );
}
