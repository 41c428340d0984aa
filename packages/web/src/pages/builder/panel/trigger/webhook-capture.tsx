import { isJsonArray, isJsonObject, type Json, jsonEqual, type JsonObject } from "@stepwell/core";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../../api/queries.ts";
import { messageOf } from "../../../../api/refusal.ts";
import { Button } from "../../../../ui/button.tsx";
import { TextField } from "../../../../ui/text-field.tsx";
import { useBuilder } from "../../model/builder-store.ts";
import type { ConfigPath } from "../model/set-at.ts";
import { FoundVariables, type Parsed } from "./found-variables.tsx";
import { NextRequest } from "./next-request.tsx";

interface Props {
  readonly config: JsonObject;
  readonly onSet: (path: ConfigPath, value: Json | undefined) => void;
}

/** Learns what comes: from the next request, or from a sample that is pasted. */
export function WebhookCapture({ config, onSet }: Props) {
  const { t } = useTranslation("panel");
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  if (isReadOnly) return null;
  const taken = isJsonArray(config["variables"]) ? config["variables"] : [];
  const take = (chosen: readonly Parsed[]): void => {
    const added = chosen.map(({ name, from, path }) => ({ name, from, path }));
    const names = new Set(added.map(({ name }) => name));
    const kept = taken.filter((one) => !names.has(nameOf(one)));
    onSet(["variables"], [...kept, ...added]);
  };
  return (
    <section
      aria-label={t("webhook.learn")}
      className="flex flex-col gap-4 rounded-card border border-line p-3"
    >
      <h3 className="text-node font-semibold">{t("webhook.learn")}</h3>
      <NextRequest onTake={take} onSample={(sample) => onSet(["sample"], sample)} />
      <PastedSample
        kept={config["sample"]}
        onTake={take}
        onSample={(sample) => onSet(["sample"], sample)}
      />
    </section>
  );
}

function nameOf(variable: Json): string {
  const name = isJsonObject(variable) ? variable["name"] : undefined;
  return typeof name === "string" ? name : "";
}

interface PastedProps {
  /** The sample that the trigger has. */
  readonly kept: Json | undefined;
  readonly onTake: (chosen: readonly Parsed[]) => void;
  readonly onSample: (body: Json) => void;
}

function PastedSample({ kept, onTake, onSample }: PastedProps) {
  const { t } = useTranslation("panel");
  const [sample, setSample] = useState("");
  const parse = useWrite("parseWebhookSample", { isErrorShown: true });
  const parsed = parse.variables?.body?.sample ?? "";
  const body = parse.data?.kind === "json" ? (JSON.parse(parsed) as Json) : undefined;
  const take = (chosen: readonly Parsed[]): void => {
    onTake(chosen);
    if (body !== undefined) onSample(body);
  };
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={t("webhook.sample")}
        description={t("webhook.sample_hint")}
        errorMessage={parse.isError ? messageOf(parse.error) : undefined}
        rows={3}
        isCode
        value={sample}
        onChange={setSample}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          isDisabled={sample.trim() === ""}
          isPending={parse.isPending}
          onPress={() => parse.mutate({ body: { sample } })}
        >
          {t("webhook.parse")}
        </Button>
        {body !== undefined && <KeepButton body={body} kept={kept} onSample={onSample} />}
      </div>
      {parse.data && (
        <FoundVariables
          key={parse.submittedAt}
          title={t("webhook.found", { count: parse.data.variables.length })}
          variables={parse.data.variables}
          isList={isJsonArray(body)}
          onTake={take}
        />
      )}
    </div>
  );
}

interface KeepProps extends Pick<PastedProps, "kept" | "onSample"> {
  readonly body: Json;
}

/** Without variables of their own, too: a list has none, and a loop needs to know its items. */
function KeepButton({ body, kept, onSample }: KeepProps) {
  const { t } = useTranslation("panel");
  const isKept = kept !== undefined && jsonEqual(body, kept);
  return (
    <Button size="small" onPress={() => onSample(body)}>
      {isKept && <Check aria-hidden size={15} />}
      {t(isKept ? "webhook.kept" : "webhook.keep")}
    </Button>
  );
}
