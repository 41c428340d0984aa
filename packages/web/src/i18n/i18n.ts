import i18next from "i18next";
import { initReactI18next } from "react-i18next";

/* One file a feature and language; a language is one chunk, loaded when it is chosen. */

export const languages = { en: "English", de: "Deutsch", fr: "Français", sv: "Svenska" } as const;
export type Language = keyof typeof languages;

const storageKey = "stepwell.language";

type Texts = { readonly [namespace: string]: object };
const loaders: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>> = {
  en: () => import("./en.ts"),
  de: () => import("./de.ts"),
  fr: () => import("./fr.ts"),
  sv: () => import("./sv.ts"),
};

export function isLanguage(name: string): name is Language {
  return Object.hasOwn(languages, name);
}

/** The stored choice, else the first of the browser's languages that we have. */
export function readLanguage(): Language {
  const wanted = [localStorage.getItem(storageKey) ?? "", ...navigator.languages];
  return wanted.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

export async function startI18n(): Promise<void> {
  const language = readLanguage();
  const { texts } = await loaders[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    defaultNS: "common",
    resources: { [language]: texts },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  showLanguage(language);
}

export async function setLanguage(language: Language): Promise<void> {
  const { texts } = await loaders[language]();
  for (const [namespace, content] of Object.entries(texts))
    i18next.addResourceBundle(language, namespace, content);
  localStorage.setItem(storageKey, language);
  await i18next.changeLanguage(language);
  showLanguage(language);
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}
