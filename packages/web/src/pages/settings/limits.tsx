import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../api/call.ts";
import { useMay } from "../../api/me.ts";
import { useRead, useWrite } from "../../api/queries.ts";
import { messageOf } from "../../api/refusal.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Notice } from "../../ui/notice.tsx";
import { NumberField } from "../../ui/number-field.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toasts.tsx";

/** In the order of how often somebody asks for them. */
const names = [
  "activeWorkflowsMax",
  "workflowsMax",
  "stepsPerWorkflowMax",
  "nestingDepthMax",
  "conditionListItemsMax",
  "loopIterationsMax",
  "rerunDays",
  "runJournalEntriesMax",
  "eventBytesMax",
  "stepOutputBytesMax",
  "httpResponseBytesMax",
  "scriptTimeMs",
  "scriptMemoryBytesMax",
] as const;

export function LimitSettings() {
  const { data, error } = useRead("getLimits");
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  return data ? <LimitForm key={JSON.stringify(data.limits)} answer={data} /> : <Skeleton />;
}

function LimitForm({ answer: { limits, used } }: { readonly answer: Answer<"getLimits"> }) {
  const { t } = useTranslation("settings");
  const { t: common } = useTranslation();
  const may = useMay();
  const [values, setValues] = useState(limits);
  const write = useWrite("setLimits", {
    isErrorShown: true,
    onDone: () => toast({ text: t("saved") }),
  });
  const save = (submitted: FormEvent): void => {
    submitted.preventDefault();
    const changed = Object.entries(values).filter(([name, value]) => value !== limits[name]);
    write.mutate({ body: Object.fromEntries(changed) });
  };
  const isReadOnly = !may("settings.write");
  return (
    <Form className="flex flex-col gap-4" onSubmit={save}>
      {isReadOnly && <Notice>{t("read_only_admin")}</Notice>}
      {write.isError && <Notice look="error">{messageOf(write.error)}</Notice>}
      <Card title={t("section.limits")}>
        <div className="grid gap-4 sm:grid-cols-2">
          {names.map((name) => {
            const count = used[name];
            return (
              <NumberField
                key={name}
                label={common(`limit.${name}`)}
                value={values[name] ?? 0}
                onChange={(value) => setValues((old) => ({ ...old, [name]: value }))}
                minValue={0}
                isRequired
                isDisabled={isReadOnly}
                {...(count !== undefined && {
                  description: t("limits.used", { used: count, max: limits[name] }),
                })}
              />
            );
          })}
        </div>
      </Card>
      {!isReadOnly && (
        <Button kind="primary" type="submit" isPending={write.isPending} className="self-start">
          {t("save")}
        </Button>
      )}
    </Form>
  );
}
