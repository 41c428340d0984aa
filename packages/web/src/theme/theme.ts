import { keep, readKept } from "../ui/browser-storage.ts";

/** What the person chose; `system` follows the device. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const storageKey = "stepwell.theme";
const darkScheme = matchMedia("(prefers-color-scheme: dark)");

export function readTheme(): Theme {
  const stored = readKept(storageKey);
  return themes.find((theme) => theme === stored) ?? "system";
}

/** For the next time that the theme is read. */
export function keepTheme(theme: Theme): void {
  keep(storageKey, theme);
}

export function setTheme(theme: Theme): void {
  keepTheme(theme);
  showTheme(theme);
}

/** Shows the chosen theme and goes along with the device from now on. */
export function startTheme(): void {
  showTheme(readTheme());
  darkScheme.addEventListener("change", () => showTheme(readTheme()));
}

function showTheme(theme: Theme): void {
  const isDark = theme === "dark" || (theme === "system" && darkScheme.matches);
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
}
