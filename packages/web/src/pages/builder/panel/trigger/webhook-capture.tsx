import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@stepwell/core";
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
      <PastedSample onTake={take} onSample={(sample) => onSet(["sample"], sample)} />
    </section>
  );
}

function nameOf(variable: Json): string {
  const name = isJsonObject(variable) ? variable["name"] : undefined;
  return typeof name === "string" ? name : "";
}

interface PastedProps {
  readonly onTake: (chosen: readonly Parsed[]) => void;
  readonly onSample: (body: Json) => void;
}

function PastedSample({ onTake, onSample }: PastedProps) {
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
      <Button
        size="small"
        isDisabled={sample.trim() === ""}
        isPending={parse.isPending}
        onPress={() => parse.mutate({ body: { sample } })}
        className="self-start"
      >
        {t("webhook.parse")}
      </Button>
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
