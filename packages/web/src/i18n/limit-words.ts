import i18next from "i18next";
import type common from "./en/common.json";

const sentence =
  /The limit (\w+) \((\d+)\) is reached\. An admin can raise it in Settings → Limits \(PATCH \/settings\/limits\)\./;

/** The server names a limit as its API does: here it has the name that the settings show. */
export function sayLimit(text: string): string {
  return text.replace(sentence, (whole, name: string, value: string) => {
    if (!i18next.exists(`limit.${name}`)) return whole;
    return i18next.t("limit_reached", {
      name: i18next.t(`limit.${name as keyof typeof common.limit}`),
      max: new Intl.NumberFormat(i18next.language).format(Number(value)),
    });
  });
}
