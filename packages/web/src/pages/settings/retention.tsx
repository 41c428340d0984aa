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

const names = ["succeededDays", "failedDays", "canceledDays"] as const;

export function Retention() {
  const { data, error } = useRead("getRetention");
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  return data ? <RetentionForm key={JSON.stringify(data)} kept={data} /> : <Skeleton rows={3} />;
}

function RetentionForm({ kept }: { readonly kept: Answer<"getRetention"> }) {
  const { t } = useTranslation("settings");
  const may = useMay();
  const [values, setValues] = useState(kept);
  const write = useWrite("setRetention", {
    isErrorShown: true,
    onDone: () => toast({ text: t("saved") }),
  });
  const save = (submitted: FormEvent): void => {
    submitted.preventDefault();
    write.mutate({ body: values });
  };
  const isReadOnly = !may("settings.write");
  return (
    <Form className="flex flex-col gap-4" onSubmit={save}>
      {isReadOnly && <Notice>{t("read_only_admin")}</Notice>}
      {write.isError && <Notice look="error">{messageOf(write.error)}</Notice>}
      <Card title={t("retention.days")} description={t("retention.text")}>
        <div className="grid gap-4 sm:grid-cols-3">
          {names.map((name) => (
            <NumberField
              key={name}
              label={t(`retention.${name}`)}
              value={values[name]}
              onChange={(days) => setValues((old) => ({ ...old, [name]: days }))}
              minValue={0}
              maxValue={3650}
              isRequired
              isDisabled={isReadOnly}
            />
          ))}
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
