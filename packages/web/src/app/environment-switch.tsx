import { FlaskConical, Radio } from "lucide-react";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useEnvironment } from "../api/environment.ts";
import { useMe } from "../api/me.ts";
import { Select } from "../ui/select.tsx";

/** Live or a sandbox; the choice leads to the same section there. */
export function EnvironmentSwitch() {
  const { t } = useTranslation();
  const current = useEnvironment() ?? "live";
  const { data } = useMe();
  const environments = data?.environments ?? [];
  const options = environments.map(({ name, title, kind }) => ({
    id: name,
    label: name === "live" || name === "sandbox" ? t(`environment.${name}`) : title,
    icon:
      kind === "live" ? <Radio aria-hidden size={16} /> : <FlaskConical aria-hidden size={16} />,
  }));
  const router = useRouter();
  return (
    <Select
      label={t("environment.label")}
      isLabelHidden
      options={options}
      value={current}
      onChange={(name) => router.history.push(samePlaceIn(name))}
      className="w-40"
    />
  );
}

/** Objects differ between environments, sections do not. */
function samePlaceIn(environment: string): string {
  const [, , section, tab] = location.pathname.split("/");
  const hasTabs = section === "settings" || section === "workbench";
  const parts = [environment, section, hasTabs ? tab : undefined].filter(Boolean);
  return `/${parts.join("/")}`;
}
