import { isJsonObject, type JsonObject } from "@stepwell/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../../../api/me.ts";
import { useRead } from "../../../../api/queries.ts";
import { CopyText } from "../../../../ui/copy-text.tsx";
import { Details } from "../../../../ui/details.tsx";
import { useBuilder } from "../../model/builder-store.ts";
import { curlOf } from "./curl.ts";

/** Where others send to, and how a person tries it. */
export function WebhookAddress({ config }: { readonly config: JsonObject }) {
  const { t } = useTranslation("panel");
  const may = useMay();
  const id = useBuilder((state) => state.workflowId);
  const revision = useBuilder((state) => state.revision);
  const { data, refetch } = useRead("getWorkflow", { params: { id } });
  useEffect(() => {
    if (revision > 0) void refetch();
  }, [revision, refetch]);
  const url = data?.trigger.url;
  if (url === undefined)
    return (
      <p className="text-small text-ink-3">
        {may("runs.start") ? t("webhook.no_address") : t("webhook.not_yours")}
      </p>
    );
  const { auth, sample } = config;
  const needsSignature = isJsonObject(auth) && auth["kind"] === "signature";
  return (
    <div className="flex flex-col gap-4">
      <CopyText label={t("webhook.address")} text={url} />
      <Details summary={t("webhook.try")}>
        <CopyText label={t("webhook.curl")} text={curlOf(url, auth, sample)} isBlock />
        {needsSignature && <p className="pt-2 text-small text-ink-3">{t("webhook.signed")}</p>}
      </Details>
    </div>
  );
}
