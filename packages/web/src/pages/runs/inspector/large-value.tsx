import type { Json } from "@stepwell/core";
import { Download } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Input } from "../../../api/call.ts";
import { useEnvironment } from "../../../api/environment.ts";
import { useRead } from "../../../api/queries.ts";
import { messageOf } from "../../../api/refusal.ts";
import { Button, LinkButton } from "../../../ui/button.tsx";
import { DataView } from "../../../ui/data-view.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";

interface Props {
  readonly runId: string;
  readonly of: NonNullable<Input<"getRunValue">["query"]>["of"];
  /** Of a step run. */
  readonly path?: string | undefined;
  readonly bytes: number;
  readonly label: string;
  /** What its paths begin with. */
  readonly root: string;
  /** As something else than data. */
  readonly show?: (value: Json) => ReactNode;
}

/** Above it the browser only keeps the value as a file. */
const shownBytesMax = 10_000_000;

/** A value that did not come with its run: how large it is, and the way to it. */
export function LargeValue(props: Props) {
  const { t, i18n } = useTranslation("runs");
  const [isAsked, ask] = useState(false);
  const environment = useEnvironment();
  if (isAsked) return <Whole {...props} />;
  const { runId, of, path, bytes } = props;
  const size = sizeWords(bytes, i18n.language);
  const query = new URLSearchParams({ of, ...(path !== undefined && { path }) }).toString();
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-body text-ink-2">{t("large.text", { size })}</p>
      <div className="flex flex-wrap gap-2">
        {bytes <= shownBytesMax && (
          <Button size="small" onPress={() => ask(true)}>
            {t("large.load", { size })}
          </Button>
        )}
        <LinkButton
          size="small"
          href={`/api/v1/${environment}/runs/${runId}/value?${query}`}
          download={`${runId}-${of}.json`}
        >
          <Download aria-hidden size={15} />
          {t("large.download")}
        </LinkButton>
      </div>
    </div>
  );
}

/** `508.9 kB`, `3.1 MB`. */
function sizeWords(bytes: number, language: string): string {
  const [unit, size] = bytes < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
  const style = { style: "unit", unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, style).format(bytes / size);
}

function Whole({ runId, of, path, bytes, label, root, show }: Props) {
  const input = { params: { id: runId }, query: { of, path } };
  const { data, error } = useRead("getRunValue", input, { asOf: bytes });
  if (error) return <Notice look="error">{messageOf(error)}</Notice>;
  return (
    // The button is gone: the focus goes to what it brought.
    <div ref={focusOnce} tabIndex={-1} aria-busy={!data} className="outline-none">
      {!data && <Skeleton rows={4} />}
      {data && !show && <DataView label={label} value={data.value} root={root} />}
      {data && show?.(data.value)}
    </div>
  );
}

function focusOnce(place: HTMLElement | null): void {
  place?.focus();
}
