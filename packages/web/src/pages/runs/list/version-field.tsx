import { useTranslation } from "react-i18next";
import { TextField } from "../../../ui/text-field.tsx";
import { useTyped } from "../../../ui/use-typed.ts";

interface Props {
  readonly value: number | undefined;
  readonly onChange: (version: number | undefined) => void;
}

/** A version by its number. Whoever reads a list waits for no control that counts up and down. */
export function VersionField({ value, onChange }: Props) {
  const { t } = useTranslation("runs");
  const [typed, setTyped] = useTyped(String(value ?? ""), (text) =>
    onChange(text === "" ? undefined : Number(text)),
  );
  return (
    <TextField
      label={t("version")}
      inputMode="numeric"
      maxLength={6}
      value={typed}
      onChange={(text) => setTyped(text.replaceAll(/\D/g, "").replace(/^0+/, ""))}
      className="w-20 max-sm:hidden"
    />
  );
}
