import { useTranslation } from "react-i18next";
import { Badge } from "../../../ui/badge.tsx";
import type { Grants } from "./role-grants.tsx";

/** `Builder · live: Viewer`. */
export function GrantsText({ grants }: { readonly grants: Grants }) {
  const { t } = useTranslation("settings");
  return (
    <span className="flex flex-wrap gap-1">
      {Object.entries(grants).map(([scope, role]) => (
        <Badge key={scope}>
          {scope === "*" ? t(`role.${role}`) : `${scope}: ${t(`role.${role}`)}`}
        </Badge>
      ))}
    </span>
  );
}
