import { difference } from "@stepwell/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../api/call.ts";
import { useEnvironment } from "../../../api/environment.ts";
import { useMe } from "../../../api/me.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button, LinkButton } from "../../../ui/button.tsx";
import { ComboBox } from "../../../ui/combo-box.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Select } from "../../../ui/select.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { ChangeList } from "../../builder/versions/change-list.tsx";
import type { DefinitionInput } from "../use-create.ts";
import { definitionOf } from "./definition-of.ts";
import { connectionsIn, withConnections } from "./promotion.ts";
import { type Target, useTarget } from "./use-target.ts";
import type { Workflow } from "./workflow-page.tsx";

interface Props {
  readonly workflow: Workflow;
  readonly onClose: () => void;
}

/** Copies the draft to another environment, after showing what changes there. */
export function PromoteDialog({ workflow, onClose }: Props) {
  const { t } = useTranslation("workflows");
  const here = useEnvironment();
  const { data: me } = useMe();
  const targets = (me?.environments ?? []).filter(
    ({ name, permissions }) => name !== here && permissions.includes("workflows.write"),
  );
  const [chosen, choose] = useState<string>();
  const target = chosen ?? targets[0]?.name;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("promote.title", { name: workflow.name })}
    >
      <div className="flex flex-col gap-4">
        <p className="text-body text-ink-2">{t("promote.text")}</p>
        {target === undefined ? (
          <Notice look="warning">{t("promote.nowhere")}</Notice>
        ) : (
          <>
            <Select
              label={t("promote.to")}
              options={targets.map(({ name, title }) => ({ id: name, label: title }))}
              value={target}
              onChange={choose}
            />
            <Promotion key={target} workflow={workflow} environment={target} />
          </>
        )}
      </div>
    </Dialog>
  );
}

interface PromotionProps {
  readonly workflow: Workflow;
  readonly environment: string;
}

function Promotion({ workflow, environment }: PromotionProps) {
  const { t } = useTranslation("workflows");
  const { data, error } = useTarget(environment, workflow.name);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const source = definitionOf(workflow.draft);
  const { promote, doneId, isBusy, failure } = usePromote(environment);
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  if (!data) return <Skeleton rows={4} />;
  if (doneId !== undefined)
    return (
      <Notice
        look="ok"
        title={t("promote.done")}
        action={
          <LinkButton size="small" href={`/${environment}/workflows/${doneId}`}>
            {t("promote.open")}
          </LinkButton>
        }
      >
        {t("promote.done_text")}
      </Notice>
    );
  const definition = withConnections(source, names);
  return (
    <div className="flex flex-col gap-4">
      {failure !== null && <Notice look="error">{messageOf(failure)}</Notice>}
      <ConnectionNames
        used={connectionsIn(source)}
        known={data.connections}
        names={names}
        onChange={setNames}
      />
      {data.existing ? (
        <ChangeList
          changes={[...difference(definitionOf(data.existing.draft), definition)]}
          after={definition}
        />
      ) : (
        <p className="text-body text-ink-2">{t("promote.new_there")}</p>
      )}
      <Button
        kind="primary"
        className="self-end"
        isPending={isBusy}
        onPress={() => promote(data, definition as unknown as DefinitionInput)}
      >
        {t("promote.action")}
      </Button>
    </div>
  );
}

function usePromote(environment: string) {
  const client = useQueryClient();
  const [doneId, setDoneId] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const run = async ({ existing }: Target, definition: DefinitionInput): Promise<void> => {
    setBusy(true);
    try {
      const { id } = existing
        ? await call(
            "replaceDraft",
            {
              params: { id: existing.id },
              body: { definition, revision: existing.draft.revision },
            },
            { environment },
          )
        : await call("createWorkflow", { body: { definition } }, { environment });
      setDoneId(id);
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
    await client.invalidateQueries({ queryKey: [environment] });
  };
  return {
    doneId,
    isBusy,
    failure,
    promote: (target: Target, definition: DefinitionInput) => void run(target, definition),
  };
}

interface NamesProps {
  readonly used: readonly string[];
  readonly known: readonly string[] | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly onChange: (names: Readonly<Record<string, string>>) => void;
}

function ConnectionNames({ used, known, names, onChange }: NamesProps) {
  const { t } = useTranslation("workflows");
  const options = (known ?? []).map((id) => ({ id, label: id }));
  return used.map((name) => {
    const there = names[name] ?? name;
    const isMissing = known !== undefined && !known.includes(there);
    return (
      <ComboBox
        key={name}
        label={t("promote.connection", { name })}
        options={options}
        value={there}
        onChange={(next) => onChange({ ...names, [name]: next })}
        {...(isMissing && { description: t("promote.missing", { name: there }) })}
      />
    );
  });
}
