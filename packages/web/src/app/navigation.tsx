import { useLocation } from "@tanstack/react-router";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { usePath } from "../api/environment.ts";
import { classes } from "../ui/classes.ts";
import { places } from "./places.ts";

interface Props {
  /** Icons alone, where the person wants it so. */
  readonly isNarrow?: boolean;
  readonly onNavigate?: () => void;
}

export function Navigation({ isNarrow = false, onNavigate }: Props) {
  const { t } = useTranslation();
  const at = usePath();
  const { pathname } = useLocation();
  const isHere = (path: string): boolean => {
    const [, section = ""] = path.split("/");
    const root = at(section === "" ? "" : `/${section}`);
    return section === ""
      ? pathname === root
      : pathname === root || pathname.startsWith(`${root}/`);
  };
  return (
    <nav aria-label={t("nav.label")} className="flex flex-1 flex-col gap-0.5 overflow-y-auto p-2">
      {places.map(({ id, path, icon: Icon }) => (
        <Link
          key={id}
          href={at(path)}
          {...(onNavigate && { onPress: onNavigate })}
          {...(isHere(path) && { "aria-current": "page" as const })}
          {...(isNarrow && { "aria-label": t(`nav.${id}`) })}
          className={classes(
            "flex h-9 items-center gap-3 rounded-control px-2.5 text-body font-medium pointer-coarse:h-11",
            id === "settings" && "mt-auto",
            isHere(path)
              ? "bg-accent-bg text-accent-ink"
              : "text-ink-2 data-hovered:bg-sunken data-hovered:text-ink",
          )}
        >
          <span {...(isNarrow && { title: t(`nav.${id}`) })} className="inline-flex">
            <Icon aria-hidden size={18} />
          </span>
          {!isNarrow && t(`nav.${id}`)}
        </Link>
      ))}
    </nav>
  );
}
