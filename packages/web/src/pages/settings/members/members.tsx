import { Ellipsis, UserCog, UserMinus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../api/call.ts";
import { useMay } from "../../../api/me.ts";
import { useRead, useWrite } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { ConfirmDialog, Dialog } from "../../../ui/dialog.tsx";
import { Menu, MenuItem } from "../../../ui/menu.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Time } from "../../../ui/time.tsx";
import { GrantsText } from "./grants-text.tsx";
import { Invitations } from "./invitations.tsx";
import { RoleGrants } from "./role-grants.tsx";

type Member = Answer<"listMembers">["items"][number];

export function Members() {
  const { t } = useTranslation("settings");
  const { data, error } = useRead("listMembers");
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  if (!data) return <Skeleton rows={4} />;
  return (
    <>
      <Card title={t("section.members")} isFlush>
        <MemberTable members={data.items} />
      </Card>
      <Invitations />
    </>
  );
}

function MemberTable({ members }: { readonly members: readonly Member[] }) {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const may = useMay();
  return (
    <DataTable
      label={t("section.members")}
      items={members}
      columns={[
        {
          id: "name",
          title: t("name"),
          isRowHeader: true,
          cell: ({ name, email, isYou }) => (
            <span className="flex flex-col py-1">
              <span className="flex items-center gap-2 text-body font-medium">
                {name}
                {isYou && <Badge look="accent">{t("members.you")}</Badge>}
              </span>
              <span className="text-small text-ink-3">{email}</span>
            </span>
          ),
        },
        {
          id: "roles",
          title: t("members.roles"),
          cell: (member) => <GrantsText grants={member.roles} />,
        },
        {
          id: "seen",
          title: t("members.seen"),
          isWideOnly: true,
          className: "whitespace-nowrap text-ink-2",
          cell: ({ lastSeenAt }) =>
            lastSeenAt === null ? common("never") : <Time at={lastSeenAt} />,
        },
        {
          id: "actions",
          title: t("actions"),
          isTitleHidden: true,
          className: "w-12 text-end",
          cell: (member) => may("members.manage") && <MemberMenu member={member} />,
        },
      ]}
    />
  );
}

function MemberMenu({ member }: { readonly member: Member }) {
  const { t } = useTranslation("settings");
  const [opened, open] = useState<"roles" | "remove">();
  const remove = useWrite("removeMember");
  const label = t("members.menu", { name: member.name });
  return (
    <>
      <Menu
        label={label}
        trigger={
          <IconButton label={label}>
            <Ellipsis aria-hidden size={16} />
          </IconButton>
        }
      >
        <MenuItem icon={<UserCog aria-hidden size={16} />} onAction={() => open("roles")}>
          {t("members.change")}
        </MenuItem>
        <MenuItem
          isDanger
          icon={<UserMinus aria-hidden size={16} />}
          onAction={() => open("remove")}
        >
          {t("members.remove")}
        </MenuItem>
      </Menu>
      {opened === "roles" && <RolesDialog member={member} onClose={() => open(undefined)} />}
      <ConfirmDialog
        isOpen={opened === "remove"}
        onOpenChange={(isOpen) => !isOpen && open(undefined)}
        title={t("members.remove_title", { name: member.name })}
        action={t("members.remove")}
        isDanger
        onConfirm={() => remove.mutate({ params: { id: member.id } })}
      >
        {t("members.remove_text")}
      </ConfirmDialog>
    </>
  );
}

interface RolesProps {
  readonly member: Member;
  readonly onClose: () => void;
}

function RolesDialog({ member, onClose }: RolesProps) {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const [grants, setGrants] = useState(member.roles);
  const update = useWrite("updateMember", { isErrorShown: true, onDone: onClose });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("members.roles_of", { name: member.name })}
      footer={(close) => (
        <>
          <Button onPress={close}>{common("cancel")}</Button>
          <Button
            kind="primary"
            isPending={update.isPending}
            onPress={() => update.mutate({ params: { id: member.id }, body: { roles: grants } })}
          >
            {t("save")}
          </Button>
        </>
      )}
    >
      <div className="flex flex-col gap-4">
        {update.isError && <Notice look="error">{messageOf(update.error)}</Notice>}
        <RoleGrants grants={grants} onChange={setGrants} />
      </div>
    </Dialog>
  );
}
