import type { Condition } from "@stepwell/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../../api/catalog.ts";
import { FieldFrame } from "../../../../ui/field-frame.tsx";
import type { ControlProps } from "../form/form-context.tsx";
import { usePathTitle } from "../variables/use-pill-reader.ts";
import { ConditionGroup } from "./condition-group.tsx";
import { conditionOf, groupOf } from "./condition-tree.ts";
import { sentenceOf, type SentenceWords } from "./sentence.ts";

type Props = Pick<
  ControlProps,
  "label" | "path" | "value" | "error" | "description" | "isRequired" | "isReadOnly" | "onChange"
>;

/** A condition as groups of rows, and as a sentence beneath. */
export function ConditionField(props: Props) {
  const { label, path, value, onChange } = props;
  const words = useSentenceWords();
  const condition = value as Condition | undefined;
  const group = groupOf(condition);
  return (
    <FieldFrame
      label={label}
      description={props.description}
      errorMessage={props.error}
      isRequired={props.isRequired}
    >
      {() => (
        <div className="flex flex-col gap-2">
          <ConditionGroup
            label={label}
            group={group}
            path={path}
            depth={0}
            onChange={(next) => onChange(conditionOf(next) as never)}
          />
          {group.items.length > 0 && (
            <p className="text-small text-ink-2" dir="auto" data-sentence>
              {sentenceOf(conditionOf(group), words)}
            </p>
          )}
        </div>
      )}
    </FieldFrame>
  );
}

function useSentenceWords(): SentenceWords {
  const { t } = useTranslation("panel");
  const { operators } = useCatalog();
  const titleOf = usePathTitle();
  return useMemo(
    () => ({
      titleOf,
      operatorOf: (name) => operators.find((one) => one.name === name)?.title ?? name,
      all: ` ${t("condition.and")} `,
      any: ` ${t("condition.or")} `,
      none: (inner) => t("condition.none_of", { inner }),
      nothing: "…",
    }),
    [titleOf, operators, t],
  );
}
