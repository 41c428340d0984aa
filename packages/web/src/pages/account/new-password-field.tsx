import { useTranslation } from "react-i18next";
import { fieldMessage } from "../../api/refusal.ts";
import { TextField } from "../../ui/text-field.tsx";

/** The server's rule (`passwordLengthMin` of the contract, without its schemas). */
const lengthMin = 12;

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: unknown;
}

export function NewPasswordField({ value, onChange, error }: Props) {
  const { t } = useTranslation("account");
  return (
    <TextField
      label={t("new_password")}
      type="password"
      autoComplete="new-password"
      minLength={lengthMin}
      isRequired
      value={value}
      onChange={onChange}
      description={t("password_hint", { min: lengthMin })}
      errorMessage={fieldMessage(error, "password")}
    />
  );
}
