import { useTranslation } from "react-i18next";
import { useMay } from "../../api/me.ts";
import { Badge } from "../../ui/badge.tsx";
import { type DataColumn, DataTable } from "../../ui/data-table.tsx";
import { Time } from "../../ui/time.tsx";
import type { CardsProps, Connection } from "./connections-page.tsx";
import { DeleteConnection } from "./delete-connection.tsx";
import type { kindNames } from "./kinds.ts";
import { TryConnection } from "./try-connection.tsx";
import { Users } from "./users.tsx";

interface Props extends CardsProps {
  readonly kind: (typeof kindNames)[number];
}

export function KindTable({ kind, connections, onEdit }: Props) {
  const { t } = useTranslation("connections");
  const may = useMay();
  const mayWrite = may("connections.write");
  return (
    <DataTable
      label={t(`kind.${kind}`)}
      items={connections.map((one) => ({ ...one, id: one.name }))}
      {...(mayWrite && { onAction: onEdit })}
      columns={useColumns(mayWrite)}
    />
  );
}

function useColumns(mayWrite: boolean): readonly DataColumn<Connection>[] {
  const { t } = useTranslation("connections");
  return [
    {
      id: "name",
      title: t("name"),
      isRowHeader: true,
      cell: ({ name }) => (
        <span dir="auto" className="text-body font-medium">
          {name}
        </span>
      ),
    },
    {
      id: "hosts",
      title: t("hosts"),
      cell: (connection) => <Hosts of={connection} />,
    },
    {
      id: "users",
      title: t("used_by"),
      isWideOnly: true,
      className: "max-w-64",
      cell: ({ usedBy }) => <Users of={usedBy ?? []} />,
    },
    {
      id: "updated",
      title: t("updated"),
      isWideOnly: true,
      className: "whitespace-nowrap text-ink-2",
      cell: ({ updatedAt }) => <Time at={updatedAt} />,
    },
    {
      id: "actions",
      title: t("actions"),
      isTitleHidden: true,
      className: "w-24 text-end whitespace-nowrap",
      cell: (connection) => mayWrite && <Actions connection={connection} />,
    },
  ];
}

function Hosts({ of: { hosts, settings } }: { readonly of: Connection }) {
  const { host } = settings;
  return (
    <span className="flex flex-wrap gap-1">
      {(typeof host === "string" ? [host] : hosts).map((one) => (
        <Badge key={one}>{one}</Badge>
      ))}
    </span>
  );
}

function Actions({ connection }: { readonly connection: Connection }) {
  return (
    <span className="inline-flex">
      <TryConnection connection={connection} />
      <DeleteConnection connection={connection} />
    </span>
  );
}
