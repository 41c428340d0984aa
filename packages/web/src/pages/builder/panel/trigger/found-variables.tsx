import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../../api/call.ts";
import { Button } from "../../../../ui/button.tsx";
import { CheckBox } from "../../../../ui/check-box.tsx";
import { Notice } from "../../../../ui/notice.tsx";

export type Parsed = Answer<"parseWebhookSample">["variables"][number];

interface Props {
  readonly title: string;
  readonly variables: readonly Parsed[];
  /** The body is one. */
  readonly isList: boolean;
  readonly onTake: (chosen: readonly Parsed[]) => void;
}

/** What can be read from a request: the chosen ones become variables. */
export function FoundVariables({ title, variables, isList, onTake }: Props) {
  const { t } = useTranslation("panel");
  // Headers are rarely meant.
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(variables.filter(({ from }) => from !== "headers").map(keyOf)),
  );
  const toggle = (key: string, isOn: boolean): void => {
    const next = new Set(chosen);
    if (isOn) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  return (
    <div className="flex flex-col gap-2">
      {/* That a list has none is said below. */}
      {(variables.length > 0 || !isList) && (
        <h4 className="text-small font-semibold text-ink-2">{title}</h4>
      )}
      {isList && <Notice>{t("webhook.list")}</Notice>}
      <ul className="flex max-h-60 flex-col overflow-auto">
        {variables.map((variable) => (
          <li key={keyOf(variable)} className="flex items-center gap-2 py-1">
            <CheckBox
              isSelected={chosen.has(keyOf(variable))}
              onChange={(isOn) => toggle(keyOf(variable), isOn)}
            >
              <span className="flex flex-col">
                <span className="text-node font-medium">{variable.name}</span>
                <code className="text-small text-ink-3" dir="ltr">
                  {variable.from}.{variable.path}
                </code>
              </span>
            </CheckBox>
            <span
              className="min-w-0 flex-1 truncate text-end text-small text-ink-3"
              title={`${variable.from}.${variable.path}`}
            >
              {JSON.stringify(variable.sample)}
            </span>
          </li>
        ))}
      </ul>
      {variables.length > 0 && (
        <Button
          size="small"
          kind="primary"
          isDisabled={chosen.size === 0}
          onPress={() => onTake(variables.filter((one) => chosen.has(keyOf(one))))}
          className="self-start"
        >
          {t(chosen.size === 0 ? "webhook.use_none" : "webhook.use", { count: chosen.size })}
        </Button>
      )}
    </div>
  );
}

function keyOf({ from, path }: Parsed): string {
  return `${from} ${path}`;
}
