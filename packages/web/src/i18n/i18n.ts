import i18next, { type BackendModule, type ResourceKey } from "i18next";
import { initReactI18next } from "react-i18next";
import { keep, readKept } from "../ui/browser-storage.ts";

/* One file a feature and language, loaded when the first text of it is shown. */

export const languages = { en: "English", de: "Deutsch", fr: "Français", sv: "Svenska" } as const;
export type Language = keyof typeof languages;

const storageKey = "stepwell.language";

/** Under `server/` is what the server says in English: its texts are the keys. */
const files = import.meta.glob<ResourceKey>(["./*/*.json", "./server/*/*.json"], {
  import: "default",
});

/** Reads a file of texts where i18next asks for it. */
const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, namespace, settle) {
    const place = `${language}/${namespace}.json`;
    const load = files[`./${place}`] ?? files[`./server/${place}`];
    if (!load) return settle(new Error(`no texts “${namespace}” in ${language}`), false);
    load().then(
      (texts) => settle(null, texts),
      (error: unknown) => settle(error as Error, false),
    );
    return undefined;
  },
};

export function isLanguage(name: string): name is Language {
  return Object.hasOwn(languages, name);
}

/** The stored choice, else the first of the browser's languages that we have. */
function readLanguage(): Language {
  const wanted = [readKept(storageKey) ?? "", ...navigator.languages];
  return wanted.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

export async function startI18n(): Promise<void> {
  const language = readLanguage();
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      ns: ["common", "account"],
      defaultNS: "common",
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  showLanguage(language);
}

/** For the next time that the page starts. */
export function keepLanguage(language: Language): void {
  keep(storageKey, language);
}

export async function setLanguage(language: Language): Promise<void> {
  keepLanguage(language);
  await i18next.changeLanguage(language);
  showLanguage(language);
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}
