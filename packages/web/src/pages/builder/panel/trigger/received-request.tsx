import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@stepwell/core";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../../api/call.ts";
import { messageOf } from "../../../../api/refusal.ts";
import { triggerId } from "../../../../canvas/layout.ts";
import { Badge } from "../../../../ui/badge.tsx";
import { Button } from "../../../../ui/button.tsx";
import { DataView } from "../../../../ui/data-view.tsx";
import { Details } from "../../../../ui/details.tsx";
import { Notice } from "../../../../ui/notice.tsx";
import { Time } from "../../../../ui/time.tsx";
import { useSamples } from "../../samples/samples-context.tsx";
import { useKeep } from "../../samples/use-keep.ts";
import { FoundVariables, type Parsed } from "./found-variables.tsx";

type Last = Answer<"lastRequest">;

interface Props {
  readonly last: Last;
  readonly title: string;
  readonly onTake: (chosen: readonly Parsed[]) => void;
  readonly onSample: (sample: Json) => void;
}

/** A request as it came: to be looked at, taken apart, kept. */
export function ReceivedRequest({ last, title, onTake, onSample }: Props) {
  const { t } = useTranslation("panel");
  const { data, receivedAt, variables } = last;
  if (receivedAt === null) return null;
  if (!isJsonObject(data) || data["hidden"] === true)
    return <p className="text-small text-ink-3">{t("webhook.confidential")}</p>;
  const body = data["body"];
  const take = (chosen: readonly Parsed[]): void => {
    onTake(chosen);
    if (body !== undefined) onSample(body);
  };
  return (
    <section aria-label={title} className="flex flex-col gap-3 border-t border-line pt-3">
      <div className="flex items-center gap-2">
        <h4 className="text-small font-semibold text-ink-2">{title}</h4>
        <Badge>POST</Badge>
        <Time at={receivedAt} className="text-small text-ink-3" />
      </div>
      <Parts data={data} />
      <Uses data={data} variables={variables} onTake={take} isConfidential={last.confidential} />
    </section>
  );
}

/** The body first, for that is what people look for. */
function Parts({ data }: { readonly data: JsonObject }) {
  const { t } = useTranslation("panel");
  const parts = (["query", "headers"] as const).flatMap((name) => {
    const value = data[name];
    return isJsonObject(value) && Object.keys(value).length > 0 ? [{ name, value }] : [];
  });
  return (
    <>
      <div className="flex flex-col gap-1">
        <h5 className="text-small font-medium text-ink-2">{t("webhook.part.body")}</h5>
        <DataView label={t("webhook.part.body")} value={data["body"] ?? null} root="trigger.body" />
      </div>
      {parts.map(({ name, value }) => {
        const label = t(`webhook.part.${name}`);
        return (
          <Details key={name} summary={`${label} (${Object.keys(value).length})`}>
            <DataView label={label} value={value} root={`trigger.${name}`} />
          </Details>
        );
      })}
    </>
  );
}

interface UsesProps {
  readonly data: JsonObject;
  readonly variables: readonly Parsed[];
  readonly isConfidential: boolean;
  readonly onTake: (chosen: readonly Parsed[]) => void;
}

function Uses({ data, variables, isConfidential, onTake }: UsesProps) {
  const { t } = useTranslation("panel");
  const [isParsed, setParsed] = useState(false);
  const { keep, error, isPending } = useKeep(triggerId);
  const kept = useSamples().kept.get(triggerId)?.value;
  const isKept = JSON.stringify(kept) === JSON.stringify(data);
  const take = (chosen: readonly Parsed[]): void => {
    onTake(chosen);
    // Its values are shown beside the variables, until another request comes.
    if (!isConfidential && !isKept) keep(data);
  };
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button size="small" aria-expanded={isParsed} onPress={() => setParsed(!isParsed)}>
          {t("webhook.parse")}
        </Button>
        {!isConfidential && (
          <Button size="small" isPending={isPending} onPress={() => keep(data)}>
            {isKept && <Check aria-hidden size={15} />}
            {t(isKept ? "webhook.kept" : "webhook.keep")}
          </Button>
        )}
      </div>
      {error !== null && <Notice look="error">{messageOf(error)}</Notice>}
      {isParsed && (
        <FoundVariables
          title={t("webhook.found", { count: variables.length })}
          variables={variables}
          isList={isJsonArray(data["body"])}
          onTake={take}
        />
      )}
    </>
  );
}
