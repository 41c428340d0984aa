import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useMay } from "../../api/me.ts";
import { useRead, useWrite } from "../../api/queries.ts";
import { messageOf } from "../../api/refusal.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { toast } from "../../ui/toasts.tsx";

interface Pair {
  /** Rows are told apart while their names are typed. */
  readonly row: number;
  readonly name: string;
  readonly value: string;
}

export function Variables() {
  const { data, error } = useRead("getVariables");
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  if (!data) return <Skeleton rows={3} />;
  const pairs = Object.entries(data.variables).map(([name, value], row) => ({ row, name, value }));
  return <VariableForm key={JSON.stringify(pairs)} stored={pairs} />;
}

function VariableForm({ stored }: { readonly stored: readonly Pair[] }) {
  const { t } = useTranslation("settings");
  const may = useMay();
  const [pairs, setPairs] = useState(stored);
  const write = useWrite("setVariables", {
    isErrorShown: true,
    onDone: () => toast({ text: t("saved") }),
  });
  const save = (submitted: FormEvent): void => {
    submitted.preventDefault();
    const variables = Object.fromEntries(
      pairs.filter(({ name }) => name !== "").map(({ name, value }) => [name, value]),
    );
    write.mutate({ body: { variables } });
  };
  const add = (): void => {
    const row = 1 + Math.max(-1, ...pairs.map((pair) => pair.row));
    setPairs([...pairs, { row, name: "", value: "" }]);
  };
  const isReadOnly = !may("settings.write");
  return (
    <Form className="flex flex-col gap-4" onSubmit={save}>
      {isReadOnly && <Notice>{t("read_only_admin")}</Notice>}
      {write.isError && <Notice look="error">{messageOf(write.error)}</Notice>}
      <Card title={t("section.variables")} description={t("variables.text")}>
        {pairs.length === 0 && <p className="text-body text-ink-2">{t("variables.none")}</p>}
        {pairs.map((pair, index) => (
          <PairRow
            key={pair.row}
            pair={pair}
            isReadOnly={isReadOnly}
            onChange={(next) => setPairs(pairs.with(index, next))}
            onRemove={() => setPairs(pairs.toSpliced(index, 1))}
          />
        ))}
        {!isReadOnly && (
          <Button size="small" className="self-start" onPress={add}>
            <Plus aria-hidden size={15} />
            {t("variables.add")}
          </Button>
        )}
      </Card>
      {!isReadOnly && (
        <Button kind="primary" type="submit" isPending={write.isPending} className="self-start">
          {t("save")}
        </Button>
      )}
    </Form>
  );
}

interface RowProps {
  readonly pair: Pair;
  readonly isReadOnly: boolean;
  readonly onChange: (pair: Pair) => void;
  readonly onRemove: () => void;
}

function PairRow({ pair, isReadOnly, onChange, onRemove }: RowProps) {
  const { t } = useTranslation("settings");
  const { name, value } = pair;
  return (
    <div className="flex items-end gap-2">
      <TextField
        label={t("name")}
        value={name}
        onChange={(next) => onChange({ ...pair, name: next.toUpperCase() })}
        pattern="[A-Z][A-Z0-9_]{0,63}"
        isDisabled={isReadOnly}
        isCode
        className="min-w-0 flex-1"
      />
      <TextField
        label={t("value")}
        value={value}
        onChange={(next) => onChange({ ...pair, value: next })}
        isDisabled={isReadOnly}
        isCode
        className="min-w-0 flex-2"
      />
      {!isReadOnly && (
        <IconButton label={t("variables.remove", { name })} onPress={onRemove}>
          <Trash2 aria-hidden size={16} />
        </IconButton>
      )}
    </div>
  );
}
