import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../api/me.ts";
import { messageOf } from "../../api/refusal.ts";
import { Page } from "../../app/page.tsx";
import { NotFound, PageError } from "../../app/problem-page.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { type DefinitionInput, useCreate } from "../workflows/use-create.ts";
import { DefinitionPreview } from "./definition-preview.tsx";
import { loadTemplate, type Template, templates } from "./templates.ts";

export function TemplatePage() {
  const { templateId } = useParams({ from: "/$environment/templates/$templateId" });
  const template = templates.find(({ id }) => id === templateId);
  return template ? <Shown template={template} /> : <NotFound />;
}

function Shown({ template: { id, category } }: { readonly template: Template }) {
  const { t, i18n } = useTranslation("templates");
  const may = useMay();
  const title = t(`item.${id}.title`);
  const { data, error } = useQuery({
    queryKey: ["template", id, i18n.language],
    queryFn: () => loadTemplate(id, i18n.language),
    staleTime: Infinity,
  });
  const { create, isBusy, error: failure } = useCreate();
  const use = (): void =>
    create({
      ...data?.definition,
      name: title,
      description: t(`item.${id}.summary`),
    } as DefinitionInput);
  return (
    <Page
      title={t("title")}
      object={title}
      lead={
        <span className="mt-1 flex flex-wrap items-center gap-2">
          <Badge>{t(`category.${category}`)}</Badge>
          {t(`item.${id}.summary`)}
        </span>
      }
      actions={
        may("workflows.write") ? (
          <Button kind="primary" isDisabled={!data} isPending={isBusy} onPress={use}>
            <Plus aria-hidden size={16} />
            {t("use")}
          </Button>
        ) : (
          <span className="text-small text-ink-3">{t("read_only")}</span>
        )
      }
    >
      {failure !== null && <Notice look="error">{messageOf(failure)}</Notice>}
      {error && <PageError error={error} />}
      {!data && !error && <Skeleton />}
      {data && (
        <DefinitionPreview
          definition={data.definition}
          className="h-[calc(100vh-13rem)] min-h-80 max-md:h-[60vh]"
        />
      )}
    </Page>
  );
}
