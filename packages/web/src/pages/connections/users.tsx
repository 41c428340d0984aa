import { useTranslation } from "react-i18next";
import { usePath } from "../../api/environment.ts";
import { TextLink } from "../../ui/text-link.tsx";
import type { Connection } from "./connections-page.tsx";

const shownMax = 3;

/** The workflows that use a connection, the first few by name. */
export function Users({ of }: { readonly of: NonNullable<Connection["usedBy"]> }) {
  const { t } = useTranslation("connections");
  const at = usePath();
  if (of.length === 0) return <span className="text-ink-3">{t("unused")}</span>;
  const more = of.length - shownMax;
  return (
    <ul className="flex flex-col">
      {of.slice(0, shownMax).map(({ id, name }) => (
        <li key={id} className="truncate leading-6">
          <TextLink href={at(`/workflows/${id}`)}>
            <span dir="auto">{name}</span>
          </TextLink>
        </li>
      ))}
      {more > 0 && <li className="text-small text-ink-3">{t("used_more", { count: more })}</li>}
    </ul>
  );
}
