import { useParams } from "@tanstack/react-router";
import { type ComponentType, Suspense } from "react";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../app/lazy-part.tsx";
import { usePath } from "../../api/environment.ts";
import { useMay } from "../../api/me.ts";
import { Page } from "../../app/page.tsx";
import { NotFound } from "../../app/problem-page.tsx";
import { classes } from "../../ui/classes.ts";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useCurrentInView } from "../../ui/use-current-in-view.ts";
import { groups, type SectionId, sections } from "./sections.ts";

type Parts = Readonly<Record<SectionId, ComponentType>>;

const parts: Parts = {
  general: lazyPart(async () => (await import("./general.tsx")).General),
  limits: lazyPart(async () => (await import("./limits.tsx")).LimitSettings),
  secrets: lazyPart(async () => (await import("./secrets.tsx")).Secrets),
  variables: lazyPart(async () => (await import("./variables.tsx")).Variables),
  retention: lazyPart(async () => (await import("./retention.tsx")).Retention),
  members: lazyPart(async () => (await import("./members/members.tsx")).Members),
  keys: lazyPart(async () => (await import("./keys/keys.tsx")).Keys),
  audit: lazyPart(async () => (await import("./audit.tsx")).Audit),
  account: lazyPart(async () => (await import("./account/account.tsx")).Account),
  appearance: lazyPart(async () => (await import("./appearance.tsx")).Appearance),
};

export function SettingsPage() {
  const { t } = useTranslation("settings");
  const { section = "general" } = useParams({ from: "/$environment/settings/{-$section}" });
  const may = useMay();
  const here = sections.find(({ id }) => id === section);
  if (!here) return <NotFound />;
  const Part = parts[here.id];
  const isAllowed = !("permission" in here) || may(here.permission);
  return (
    <Page title={t("title")} object={t(`section.${here.id}`)} lead={t(`lead.${here.id}`)}>
      <div className="grid items-start gap-6 md:grid-cols-[11rem_minmax(0,1fr)]">
        <SideList current={here.id} />
        <div className="flex min-w-0 max-w-3xl flex-col gap-4">
          {isAllowed ? (
            <Suspense fallback={<Skeleton rows={4} />}>
              <Part />
            </Suspense>
          ) : (
            <Notice look="warning">{t("forbidden")}</Notice>
          )}
        </div>
      </div>
    </Page>
  );
}

/** Where the sections are a row, the current one is moved into it. */
function showInRow(link: HTMLElement | null): void {
  link?.scrollIntoView({ block: "nearest", inline: "center" });
}

function SideList({ current }: { readonly current: SectionId }) {
  const { t } = useTranslation("settings");
  const at = usePath();
  const may = useMay();
  const row = useCurrentInView(current);
  const shown = sections.filter((one) => !("permission" in one) || may(one.permission));
  return (
    <nav
      ref={row}
      aria-label={t("title")}
      className="flex gap-x-1 gap-y-4 max-md:row-scroll max-md:border-b max-md:border-line md:flex-col"
    >
      {groups
        .filter((group) => shown.some((one) => one.group === group))
        .map((group) => (
          <div key={group} className="flex shrink-0 gap-1 md:flex-col md:gap-0.5">
            <h2 className="px-2.5 pb-1 text-label font-semibold text-ink-3 max-md:hidden">
              {t(`group.${group}`)}
            </h2>
            {shown
              .filter((one) => one.group === group)
              .map(({ id }) => (
                <Link
                  key={id}
                  href={at(`/settings/${id}`)}
                  {...(id === current && { "aria-current": "page" as const, ref: showInRow })}
                  className={classes(
                    "flex h-8 items-center rounded-control px-2.5 text-node font-medium whitespace-nowrap data-focus-visible:-outline-offset-2 md:h-auto md:min-h-8 md:py-1 md:break-words md:whitespace-normal pointer-coarse:min-h-11",
                    id === current
                      ? "bg-accent-bg text-accent-ink"
                      : "text-ink-2 data-hovered:bg-sunken data-hovered:text-ink",
                  )}
                >
                  {t(`section.${id}`)}
                </Link>
              ))}
          </div>
        ))}
    </nav>
  );
}
