import { Cable, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";
import { useMay } from "../../api/me.ts";
import { useRead } from "../../api/queries.ts";
import { Page } from "../../app/page.tsx";
import { PageError } from "../../app/problem-page.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ConnectionDialog } from "./connection-dialog.tsx";
import { KindTable } from "./kind-table.tsx";
import { kindNames } from "./kinds.ts";

const withUses = { query: { uses: "true" } };

export type Connection = Answer<"listConnections">["items"][number];

export function ConnectionsPage() {
  const { t } = useTranslation("connections");
  const may = useMay();
  const [edited, edit] = useState<Connection | "new">();
  const mayRead = may("connections.read");
  const { data, error, refetch } = useRead("listConnections", withUses, {
    isEnabled: mayRead,
  });
  const add = may("connections.write") ? (
    <Button kind="primary" onPress={() => edit("new")}>
      <Plus aria-hidden size={16} />
      {t("new")}
    </Button>
  ) : (
    <span className="text-small text-ink-3">{t("read_only")}</span>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      {!mayRead && <Notice look="warning">{t("forbidden")}</Notice>}
      {error && <PageError error={error} reset={() => void refetch()} />}
      {mayRead && !data && !error && <Skeleton />}
      {data?.items.length === 0 && (
        <EmptyState icon={Cable} title={t("none")}>
          {t("none_text")}
        </EmptyState>
      )}
      {data && <KindCards connections={data.items} onEdit={edit} />}
      {edited !== undefined && (
        <ConnectionDialog
          connection={edited === "new" ? undefined : edited}
          onClose={() => edit(undefined)}
        />
      )}
    </Page>
  );
}

export interface CardsProps {
  readonly connections: readonly Connection[];
  readonly onEdit: (connection: Connection) => void;
}

function KindCards({ connections, onEdit }: CardsProps) {
  const { t } = useTranslation("connections");
  return kindNames.map((kind) => {
    const items = connections.filter((one) => one.kind === kind);
    return (
      items.length > 0 && (
        <Card key={kind} title={t(`kind.${kind}`)} description={t(`kind_text.${kind}`)} isFlush>
          <KindTable kind={kind} connections={items} onEdit={onEdit} />
        </Card>
      )
    );
  });
}
