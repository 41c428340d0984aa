import type { Condition } from "@stepwell/core";
import { FolderPlus, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../../../../ui/button.tsx";
import { classes } from "../../../../ui/classes.ts";
import { Select } from "../../../../ui/select.tsx";
import { useForm } from "../form/form-context.tsx";
import type { ConfigPath } from "../model/set-at.ts";
import { ConditionRow } from "./condition-row.tsx";
import {
  conditionOf,
  type Group,
  groupKinds,
  groupOf,
  isComparison,
  newComparison,
} from "./condition-tree.ts";

interface Props {
  readonly label: string;
  readonly group: Group;
  readonly path: ConfigPath;
  readonly depth: number;
  readonly onChange: (group: Group) => void;
  readonly onRemove?: () => void;
}

/** Groups in groups are offered so deep; what is deeper is shown as well. */
const depthMax = 1;

export function ConditionGroup(props: Props) {
  const { label, group, path, depth, onChange } = props;
  const { kind, items } = group;
  const setItems = (next: readonly Condition[]): void => onChange({ kind, items: next });
  return (
    <fieldset
      aria-label={label}
      className={classes(
        "flex min-w-0 flex-col gap-2 rounded-card border border-line p-2.5",
        depth > 0 && "bg-bg",
      )}
    >
      <Head {...props} />
      {[...items.entries()].map(([index, item]) => (
        <Item
          key={index}
          item={item}
          number={index + 1}
          path={[...path, kind, index]}
          depth={depth}
          onChange={(next) => setItems(items.with(index, next))}
          onRemove={() => setItems(items.toSpliced(index, 1))}
        />
      ))}
      <AddButtons
        hasGroups={depth < depthMax}
        onAdd={(condition) => setItems([...items, condition])}
      />
    </fieldset>
  );
}

/** How the rows go together. */
function Head({ label, group: { kind, items }, onChange, onRemove }: Props) {
  const { t } = useTranslation("panel");
  const { isReadOnly } = useForm();
  return (
    <div className="flex items-center gap-2">
      <Select
        label={t("condition.group", { label })}
        isLabelHidden
        isDisabled={isReadOnly}
        options={groupKinds.map((id) => ({ id, label: t(`condition.${id}`) }))}
        value={kind}
        onChange={(next) => onChange({ kind: next, items })}
        className="flex-1"
      />
      {onRemove && !isReadOnly && (
        <IconButton label={t("condition.remove_group")} onPress={onRemove}>
          <Trash2 aria-hidden size={15} />
        </IconButton>
      )}
    </div>
  );
}

interface AddProps {
  readonly hasGroups: boolean;
  readonly onAdd: (condition: Condition) => void;
}

function AddButtons({ hasGroups, onAdd }: AddProps) {
  const { t } = useTranslation("panel");
  const { isReadOnly } = useForm();
  if (isReadOnly) return null;
  return (
    <div className="flex flex-wrap gap-1">
      <Button
        size="small"
        kind="quiet"
        className="text-accent-ink"
        onPress={() => onAdd(newComparison)}
      >
        <Plus aria-hidden size={15} />
        {t("condition.add")}
      </Button>
      {hasGroups && (
        <Button size="small" kind="quiet" onPress={() => onAdd({ any: [newComparison] })}>
          <FolderPlus aria-hidden size={15} />
          {t("condition.add_group")}
        </Button>
      )}
    </div>
  );
}

interface ItemProps {
  readonly item: Condition;
  readonly number: number;
  readonly path: ConfigPath;
  readonly depth: number;
  readonly onChange: (item: Condition) => void;
  readonly onRemove: () => void;
}

function Item({ item, number, path, depth, onChange, onRemove }: ItemProps) {
  const { t } = useTranslation("panel");
  if (isComparison(item))
    return (
      <ConditionRow
        row={item}
        number={number}
        path={path}
        onChange={onChange}
        onRemove={onRemove}
        whereGroup={(where, change) => (
          <ConditionGroup
            label={t("condition.items")}
            group={groupOf(where)}
            path={[...path, "where"]}
            depth={depth + 1}
            onChange={(next) => change(conditionOf(next))}
          />
        )}
      />
    );
  return (
    <ConditionGroup
      label={t("condition.inner", { number })}
      group={groupOf(item)}
      path={path}
      depth={depth + 1}
      onChange={(next) => onChange(conditionOf(next))}
      onRemove={onRemove}
    />
  );
}
