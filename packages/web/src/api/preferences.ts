import { isLanguage, keepLanguage } from "../i18n/i18n.ts";
import { keepTheme } from "../theme/theme.ts";
import { call } from "./call.ts";

/** What the person has chosen elsewhere holds here from the next page on. */
export async function takePreferences(): Promise<void> {
  const { user } = await call("getMe");
  if (user?.theme) keepTheme(user.theme);
  if (user?.language && isLanguage(user.language)) keepLanguage(user.language);
}
