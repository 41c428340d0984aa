import { useState } from "react";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../api/catalog.ts";
import { usePath } from "../../api/environment.ts";
import { Page } from "../../app/page.tsx";
import { StepTile } from "../../canvas/step-tile.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { ranked } from "../builder/picker/ranked.ts";
import { categories, type Template, templates } from "./templates.ts";

export function TemplatesPage() {
  const { t } = useTranslation("templates");
  const [search, setSearch] = useState("");
  const found = ranked(
    templates.map((template) => ({
      template,
      title: t(`item.${template.id}.title`),
      words: t(`item.${template.id}.summary`),
    })),
    search,
  ).map(({ template }) => template);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <SearchField
          label={t("search")}
          value={search}
          onChange={setSearch}
          className="w-72 max-sm:w-full"
        />
      }
    >
      {found.length === 0 && <p className="text-body text-ink-2">{t("none")}</p>}
      {categories.map((category) => {
        const inside = found.filter((template) => template.category === category);
        return (
          inside.length > 0 && (
            <section key={category} className="flex flex-col gap-3">
              <h2 className="text-panel font-semibold">{t(`category.${category}`)}</h2>
              <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
                {inside.map((template) => (
                  <li key={template.id}>
                    <TemplateCard template={template} />
                  </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
    </Page>
  );
}

function TemplateCard({ template: { id, trigger } }: { readonly template: Template }) {
  const { t } = useTranslation("templates");
  const at = usePath();
  const { triggers } = useCatalog();
  const entry = triggers.get(trigger);
  return (
    <Link
      href={at(`/templates/${id}`)}
      className="flex h-full items-start gap-3 rounded-card border border-line bg-surface p-4 data-hovered:border-accent"
    >
      <StepTile icon={entry?.icon ?? "zap"} family="trigger" />
      <span className="flex min-w-0 flex-col gap-0.5">
        <span className="text-label font-semibold text-ink-3">{entry?.title ?? trigger}</span>
        <span className="text-body font-semibold">{t(`item.${id}.title`)}</span>
        <span className="text-small text-ink-2">{t(`item.${id}.summary`)}</span>
      </span>
    </Link>
  );
}
