import { FileUp, LayoutTemplate, type LucideIcon, Zap } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-aria-components";
import { usePath } from "../../../api/environment.ts";
import { useMay } from "../../../api/me.ts";

const ways = [
  { id: "trigger", icon: Zap, path: "/workflows/new" },
  { id: "template", icon: LayoutTemplate, path: "/templates" },
  { id: "import", icon: FileUp, path: "/workflows/new#import" },
] as const satisfies readonly { id: string; icon: LucideIcon; path: string }[];

/** What stands where the list will be: the three ways to a first workflow. */
export function FirstWorkflow() {
  const { t } = useTranslation("workflows");
  const at = usePath();
  const may = useMay();
  return (
    <section className="flex flex-col gap-6 py-6">
      <div className="mx-auto max-w-xl text-center">
        <h2 className="text-page font-semibold">{t("first.title")}</h2>
        <p className="mt-1 text-body text-ink-2">{t("first.text")}</p>
      </div>
      {may("workflows.write") && (
        <ul className="grid gap-4 sm:grid-cols-3">
          {ways.map(({ id, icon: Icon, path }) => (
            <li key={id}>
              <Link
                href={at(path)}
                className="flex h-full flex-col gap-2 rounded-card border border-line bg-surface p-5 data-hovered:border-accent"
              >
                <span className="mb-1 inline-flex size-10 items-center justify-center rounded-control bg-accent-bg text-accent-ink">
                  <Icon aria-hidden size={20} />
                </span>
                <span className="text-panel font-semibold">{t(`first.${id}`)}</span>
                <span className="text-body text-ink-2">{t(`first.${id}_text`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
