import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useEnvironment } from "../api/environment.ts";
import { classes } from "../ui/classes.ts";

interface Props {
  readonly title: string;
  /** What the page is about, before its title in the window's title. */
  readonly object?: string | undefined;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly isWide?: boolean;
}

/** A page in the shell: its heading, its actions, its content. */
export function Page({ title, object, lead, actions, children, isWide }: Props) {
  usePageTitle(title, object);
  return (
    <div
      className={classes(
        "mx-auto flex w-full flex-col gap-5 p-4 sm:p-6",
        isWide !== true && "max-w-6xl",
      )}
    >
      <header className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-60">
          <h1 className="truncate text-page font-semibold">
            <bdi>{object ?? title}</bdi>
          </h1>
          {lead !== undefined && <div className="text-body text-ink-2">{lead}</div>}
        </div>
        {actions !== undefined && (
          <div className="flex flex-wrap items-center gap-2">{actions}</div>
        )}
      </header>
      {children}
    </div>
  );
}

/** The window's title: object, page, environment, product. */
export function usePageTitle(title: string, object?: string): void {
  const { t } = useTranslation();
  const environment = useEnvironment();
  const sign = environment === "sandbox" ? t("environment.sandbox") : undefined;
  useEffect(() => {
    document.title = [object, title, sign, "Stepwell"].filter(Boolean).join(" – ");
  }, [title, object, sign]);
}
