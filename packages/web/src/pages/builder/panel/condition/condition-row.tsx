import type { Comparison, Condition, Json } from "@stepwell/core";
import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type OperatorEntry, useCatalog } from "../../../../api/catalog.ts";
import { IconButton } from "../../../../ui/button.tsx";
import { Select } from "../../../../ui/select.tsx";
import type { Finding } from "../../model/builder-store.ts";
import { FieldBox } from "../form/field-box.tsx";
import { useForm } from "../form/form-context.tsx";
import { TemplateField } from "../form/template-field.tsx";
import { literalText, parseLiteral } from "../model/literal.ts";
import type { ConfigPath } from "../model/set-at.ts";
import { readPath } from "../variables/variable-row.ts";
import { useVariables } from "../variables/variables-context.tsx";
import { withOperator } from "./condition-tree.ts";
import { RightSide } from "./right-side.tsx";

interface Props {
  readonly row: Comparison;
  readonly number: number;
  readonly path: ConfigPath;
  readonly onChange: (row: Comparison) => void;
  readonly onRemove: () => void;
  /** Draws the condition on the items of a list. */
  readonly whereGroup: (
    where: Condition | undefined,
    change: (where: Condition) => void,
  ) => ReactNode;
}

/** Value, operator, value. */
export function ConditionRow({ row, number, path, onChange, onRemove, whereGroup }: Props) {
  const { t } = useTranslation("panel");
  const { operators } = useCatalog();
  const { isReadOnly } = useForm();
  const leftKind = useLeftKind(row.left);
  const operator = operators.find(({ name }) => name === row.operator);
  const isText = leftKind === "text";
  const shape = operator?.right ?? "one";
  const choose = (name: string): void => {
    const after = operators.find((one) => one.name === name)?.right ?? "one";
    onChange(withOperator(row, name, { before: shape, after }));
  };
  return (
    <FieldBox path={path}>
      {({ error, findings }) => (
        <div className="flex flex-col gap-1.5 border-t border-line pt-2 first:border-none">
          <LeftSide
            row={row}
            number={number}
            findings={findings}
            onChange={onChange}
            onRemove={onRemove}
          />
          <Select
            label={t("condition.operator", { number })}
            isLabelHidden
            isDisabled={isReadOnly}
            options={fitting(operators, leftKind, row.operator)}
            value={row.operator}
            onChange={choose}
          />
          {shape === "where" ? (
            whereGroup(row.where, (where) => onChange({ ...row, where }))
          ) : (
            <RightSide
              shape={shape}
              number={number}
              value={row.right}
              isText={isText}
              findings={findings}
              onChange={(right) => onChange({ ...row, right })}
            />
          )}
          {error !== undefined && <p className="text-small text-bad">{error}</p>}
        </div>
      )}
    </FieldBox>
  );
}

type LeftProps = Pick<Props, "row" | "number" | "onChange" | "onRemove"> & {
  readonly findings: readonly Finding[];
};

function LeftSide({ row, number, findings, onChange, onRemove }: LeftProps) {
  const { t } = useTranslation("panel");
  const { isReadOnly } = useForm();
  return (
    <div className="flex items-start gap-1">
      <div className="min-w-0 flex-1">
        <TemplateField
          label={t("condition.left", { number })}
          isLabelHidden
          hint={t("condition.left_hint")}
          findings={findings}
          isReadOnly={isReadOnly}
          value={literalText(row.left)}
          onChange={(text) => onChange({ ...row, left: parseLiteral(text, false) })}
        />
      </div>
      {!isReadOnly && (
        <IconButton label={t("condition.remove", { number })} className="mt-0.5" onPress={onRemove}>
          <Trash2 aria-hidden size={15} />
        </IconButton>
      )}
    </div>
  );
}

const kindOfVariable: Readonly<Record<string, string>> = {
  text: "text",
  date: "text",
  date_time: "text",
  number: "number",
  boolean: "boolean",
  list: "list",
  object: "object",
};

/** The type of the left side, where it is one variable of which it is known. */
function useLeftKind(left: Json): string | undefined {
  const { byPath } = useVariables();
  const [, inner] = typeof left === "string" ? (/^\{\{(.*)\}\}$/.exec(left.trim()) ?? []) : [];
  const variable = inner === undefined ? undefined : byPath.get(readPath(inner).path);
  return variable && kindOfVariable[variable.kind];
}

function fitting(
  operators: readonly OperatorEntry[],
  kind: string | undefined,
  chosen: string,
): readonly { readonly id: string; readonly label: string }[] {
  const fits = ({ name, types }: OperatorEntry): boolean =>
    kind === undefined || types.length === 0 || types.includes(kind) || name === chosen;
  return operators.filter(fits).map(({ name, title }) => ({ id: name, label: title }));
}
