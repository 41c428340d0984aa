import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../../api/me.ts";
import { useWrite } from "../../api/queries.ts";
import { isLanguage, type Language, languages, setLanguage } from "../../i18n/i18n.ts";
import { readTheme, setTheme, type Theme, themes } from "../../theme/theme.ts";
import { Card } from "../../ui/card.tsx";
import { hasSingleKeys, setSingleKeys } from "../../app/shortcuts.ts";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { Switch } from "../../ui/switch.tsx";

const languageOptions = Object.entries(languages).map(([id, label]) => ({ id, label }));

/** Holds at once in this browser, and is kept for others. */
export function Appearance() {
  const { t, i18n } = useTranslation();
  const { data } = useMe();
  const [theme, show] = useState(readTheme);
  const update = useWrite("updateMe");
  const isPerson = data?.user !== null;
  const chooseTheme = (next: Theme): void => {
    setTheme(next);
    show(next);
    if (isPerson) update.mutate({ body: { theme: next } });
  };
  const chooseLanguage = async (next: Language): Promise<void> => {
    await setLanguage(next);
    if (isPerson) update.mutate({ body: { language: next } });
  };
  return (
    <>
      <Card title={t("theme.label")}>
        <RadioGroup
          label={t("theme.label")}
          options={themes.map((id) => ({ id, label: t(`theme.${id}`) }))}
          value={theme}
          onChange={chooseTheme}
        />
      </Card>
      <Card title={t("language")}>
        <RadioGroup
          label={t("language")}
          options={languageOptions}
          value={i18n.language}
          onChange={(next) => isLanguage(next) && void chooseLanguage(next)}
        />
      </Card>
      <SingleKeys />
    </>
  );
}

/** For people who speak to their device, letters by chance should do nothing. */
function SingleKeys() {
  const { t } = useTranslation();
  const [isOn, show] = useState(hasSingleKeys);
  return (
    <Card title={t("shortcuts")}>
      <Switch
        isSelected={isOn}
        description={t("single_keys_hint")}
        onChange={(next) => {
          setSingleKeys(next);
          show(next);
        }}
      >
        {t("single_keys")}
      </Switch>
    </Card>
  );
}
