import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { useRead, useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { ConfirmDialog } from "../../../ui/dialog.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Time } from "../../../ui/time.tsx";
import { KeyDialog } from "./key-dialog.tsx";

type Key = Answer<"listKeys">["items"][number];

export function Keys() {
  const { t } = useTranslation("settings");
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useRead("listKeys");
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  if (!data) return <Skeleton rows={4} />;
  return (
    <>
      <Card
        title={t("section.keys")}
        isFlush
        actions={
          <Button onPress={() => setOpen(true)}>
            <Plus aria-hidden size={16} />
            {t("keys.new")}
          </Button>
        }
      >
        <KeyTable items={data.items} />
      </Card>
      {isOpen && <KeyDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function KeyTable({ items }: { readonly items: readonly Key[] }) {
  const { t } = useTranslation("settings");
  return (
    <DataTable
      label={t("section.keys")}
      items={items}
      empty={
        <EmptyState icon={KeyRound} title={t("keys.none")}>
          {t("keys.none_text")}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          title: t("name"),
          isRowHeader: true,
          cell: ({ name }) => <span className="text-body font-medium">{name}</span>,
        },
        {
          id: "role",
          title: t("keys.role"),
          cell: ({ role, environment }) => (
            <Badge>{`${environment === null ? "" : `${environment}: `}${t(`role.${role}`)}`}</Badge>
          ),
        },
        {
          id: "created",
          title: t("keys.created"),
          isWideOnly: true,
          className: "whitespace-nowrap text-ink-2",
          cell: ({ createdAt }) => <Time at={createdAt} />,
        },
        {
          id: "expires",
          title: t("expires"),
          isWideOnly: true,
          className: "whitespace-nowrap text-ink-2",
          cell: ({ expiresAt }) => (expiresAt === null ? "–" : <Time at={expiresAt} />),
        },
        {
          id: "actions",
          title: t("actions"),
          isTitleHidden: true,
          className: "text-end",
          cell: (item) => <RevokeKey item={item} />,
        },
      ]}
    />
  );
}

function RevokeKey({ item: { id, name, revokedAt } }: { readonly item: Key }) {
  const { t } = useTranslation("settings");
  const [isAsking, ask] = useState(false);
  const revoke = useWrite("revokeKey");
  if (revokedAt !== null) return <Badge look="bad">{t("keys.revoked")}</Badge>;
  return (
    <>
      <Button
        size="small"
        kind="danger"
        aria-label={`${t("keys.revoke")}: ${name}`}
        onPress={() => ask(true)}
      >
        {t("keys.revoke")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={ask}
        title={`${t("keys.revoke")}: ${name}`}
        action={t("keys.revoke")}
        isDanger
        onConfirm={() => revoke.mutate({ params: { id } })}
      >
        {t("keys.revoke_text")}
      </ConfirmDialog>
    </>
  );
}
