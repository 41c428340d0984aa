import { CircleAlert, MapPinOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { codeOf, messageOf } from "../api/refusal.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={MapPinOff}
      title={t("problem.not_found")}
      action={<LinkButton href="/">{t("problem.to_overview")}</LinkButton>}
    >
      {t("problem.not_found_text")}
    </EmptyState>
  );
}

interface Props {
  readonly error: unknown;
  readonly reset?: () => void;
}

/** What stands where a page could not be loaded. */
export function PageError({ error, reset }: Props) {
  const { t } = useTranslation();
  const code = codeOf(error);
  if (code === "not_found") return <NotFound />;
  return (
    <EmptyState
      icon={CircleAlert}
      title={t("problem.title")}
      action={<Button onPress={() => (reset ? reset() : location.reload())}>{t("retry")}</Button>}
    >
      <p role="alert" className="whitespace-pre-line">
        {code === "forbidden" ? t("problem.forbidden") : messageOf(error)}
      </p>
    </EmptyState>
  );
}
