import type { Json } from "@stepwell/core";
import { Braces } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "./button.tsx";
import { DataView } from "./data-view.tsx";
import { Dialog } from "./dialog.tsx";

interface Props {
  readonly title: string;
  /** Whatever the server has answered. */
  readonly value: unknown;
  /** In rows, where there is no room for words. */
  readonly isSmall?: boolean;
}

/** Any object as it is: what a developer wants to see and copy. */
export function JsonButton({ title, value, isSmall = false }: Props) {
  const { t } = useTranslation("data");
  const [isOpen, setOpen] = useState(false);
  const icon = <Braces aria-hidden size={16} />;
  return (
    <>
      {isSmall ? (
        <IconButton label={t("show_json_of", { title })} onPress={() => setOpen(true)}>
          {icon}
        </IconButton>
      ) : (
        <Button onPress={() => setOpen(true)}>
          {icon}
          {t("json")}
        </Button>
      )}
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title={title} width="large">
        <DataView label={title} value={value as Json} />
      </Dialog>
    </>
  );
}
