import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@stepwell/core";
import { Radio } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../../api/call.ts";
import { useRead, useWrite } from "../../../../api/queries.ts";
import { messageOf } from "../../../../api/refusal.ts";
import { Button } from "../../../../ui/button.tsx";
import { Spinner } from "../../../../ui/spinner.tsx";
import { TextField } from "../../../../ui/text-field.tsx";
import { useBuilder } from "../../model/builder-store.ts";
import type { ConfigPath } from "../model/set-at.ts";
import { FoundVariables } from "./found-variables.tsx";

interface Props {
  readonly config: JsonObject;
  readonly onSet: (path: ConfigPath, value: Json | undefined) => void;
}

type Parsed = Answer<"parseWebhookSample">["variables"][number];

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
      <PastedSample onTake={take} />
    </section>
  );
}

function nameOf(variable: Json): string {
  const name = isJsonObject(variable) ? variable["name"] : undefined;
  return typeof name === "string" ? name : "";
}

const askAgainMs = 1500;

interface RequestProps {
  readonly onTake: (chosen: readonly Parsed[]) => void;
  readonly onSample: (sample: Json) => void;
}

function NextRequest({ onTake, onSample }: RequestProps) {
  const { t } = useTranslation("panel");
  const id = useBuilder((state) => state.workflowId);
  /** The time of the request that was last when the waiting began; undefined: nobody waits. */
  const [since, setSince] = useState<string | null>();
  const isWaiting = since !== undefined;
  const { data: last, error } = useRead(
    "lastRequest",
    { params: { id } },
    { ...(isWaiting && { refetchMs: askAgainMs }) },
  );
  const hasCome = isWaiting && last !== undefined && last.receivedAt !== since;
  const take = (chosen: readonly Parsed[]): void => {
    onTake(chosen);
    setSince(undefined);
    const body = isJsonObject(last?.data) ? last.data["body"] : undefined;
    if (body !== undefined) onSample(body);
  };
  return (
    <div className="flex flex-col gap-2">
      {isWaiting && !hasCome ? (
        <Waiting onStop={() => setSince(undefined)} />
      ) : (
        <Button
          size="small"
          onPress={() => setSince(last?.receivedAt ?? null)}
          className="self-start"
        >
          <Radio aria-hidden size={15} />
          {t("webhook.capture")}
        </Button>
      )}
      {error && <p className="text-small text-bad">{messageOf(error)}</p>}
      {last && (hasCome || !isWaiting) && (
        <LastRequest
          last={last}
          title={hasCome ? t("webhook.came") : t("webhook.last")}
          onTake={take}
        />
      )}
    </div>
  );
}

function Waiting({ onStop }: { readonly onStop: () => void }) {
  const { t } = useTranslation("panel");
  const id = useBuilder((state) => state.workflowId);
  const { data } = useRead("getWorkflow", { params: { id } });
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2 text-body text-ink-2">
        <Spinner />
        <output className="flex-1">{t("webhook.waiting")}</output>
        <Button size="small" kind="quiet" onPress={onStop}>
          {t("webhook.stop")}
        </Button>
      </div>
      {data?.active === false && <p className="text-small text-wait">{t("webhook.not_active")}</p>}
    </div>
  );
}

interface LastProps {
  readonly last: Answer<"lastRequest">;
  readonly title: string;
  readonly onTake: (chosen: readonly Parsed[]) => void;
}

function LastRequest({ last, title, onTake }: LastProps) {
  const { t } = useTranslation("panel");
  if (last.receivedAt === null) return null;
  if (last.confidential)
    return <p className="text-small text-ink-3">{t("webhook.confidential")}</p>;
  return (
    <FoundVariables
      key={last.receivedAt}
      title={title}
      variables={last.variables}
      onTake={onTake}
    />
  );
}

function PastedSample({ onTake }: { readonly onTake: (chosen: readonly Parsed[]) => void }) {
  const { t } = useTranslation("panel");
  const [sample, setSample] = useState("");
  const parse = useWrite("parseWebhookSample", { isErrorShown: true });
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
          onTake={onTake}
        />
      )}
    </div>
  );
}
