import type { Json } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { Badge } from "../../../ui/badge.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { DataView } from "../../../ui/data-view.tsx";
import { curlOf, requestOf, responseOf } from "../model/http-request.ts";
import type { StepRun } from "../model/step-run-tree.ts";

type Headers = readonly (readonly [string, string])[];

/** What went over the wire. Headers that the server adds by itself are not told. */
export function RequestTab({ stepRun }: { readonly stepRun: StepRun }) {
  const { t } = useTranslation("runs");
  const request = requestOf(stepRun);
  const response = responseOf(stepRun);
  if (!request) return null;
  return (
    <div className="flex flex-col gap-4">
      <section aria-label={t("tab.request")} className="flex flex-col gap-2">
        <div className="flex items-center gap-2">
          <Badge look="accent">{request.method}</Badge>
          <span className="flex-1" />
          <CopyButton label={t("copy_curl")} textOf={() => curlOf(request)} />
        </div>
        <code dir="ltr" className="rounded-control bg-sunken px-3 py-2 break-all">
          {request.url}
        </code>
        <Headers headers={request.headers} />
        <Body label={t("request_body")} body={request.body} />
      </section>
      {response && (
        <section aria-label={t("tab.response")} className="flex flex-col gap-2">
          <h3 className="flex items-center gap-2 text-node font-semibold">
            {t("tab.response")}
            {response.status !== undefined && (
              <Badge look={response.status < 400 ? "ok" : "bad"}>{response.status}</Badge>
            )}
          </h3>
          <Headers headers={response.headers} />
          <Body label={t("response_body")} body={response.body} />
        </section>
      )}
    </div>
  );
}

function Headers({ headers }: { readonly headers: Headers }) {
  if (headers.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-small">
      {headers.map(([name, value]) => (
        <div key={`${name} ${value}`} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-3">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Body({ label, body }: { readonly label: string; readonly body: Json | undefined }) {
  if (body === undefined || body === null || body === "") return null;
  return (
    <div className="flex flex-col gap-1">
      <p className="text-small font-medium text-ink-3">{label}</p>
      <DataView label={label} value={body} />
    </div>
  );
}
