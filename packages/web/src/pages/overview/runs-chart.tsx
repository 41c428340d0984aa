import { useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import {
  bucketName,
  endedIn,
  type Outcome,
  outcomes,
  type Overview,
  roundTop,
  sumOf,
} from "./outcomes.ts";

const height = 200;
const foot = 24;
const head = 8;
const side = 40;
const barsHeight = height - foot - head;

const fills = {
  succeeded: "fill-ok",
  rejected: "fill-wait",
  canceled: "fill-skip",
  failed: "fill-bad",
} as const;

/** Runs by outcome over time, stacked. Who cannot see it has the table below. */
export function RunsChart({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation("overview");
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const top = roundTop(Math.max(...overview.runs.map(endedIn)));
  return (
    <div className="flex flex-col gap-3">
      <Legend overview={overview} />
      <div ref={box} className="min-w-0">
        <svg role="img" aria-label={t("chart")} width={width} height={height} className="block">
          <Scale width={width} top={top} />
          <Bars overview={overview} width={width} top={top} />
        </svg>
      </div>
    </div>
  );
}

function useWidth(box: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(600);
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(200, Math.floor(entry.contentRect.width)));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

function Legend({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation();
  const { i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-small text-ink-2">
      {outcomes.map((outcome) => (
        <li key={outcome} className="inline-flex items-center gap-2">
          <svg aria-hidden width={10} height={10}>
            <rect width={10} height={10} rx={2} className={fills[outcome]} />
          </svg>
          {t(`status.${outcome}`)}
          <span className="font-semibold text-ink tabular-nums">
            {number.format(sumOf(overview.runs, outcome))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Scale({ width, top }: { readonly width: number; readonly top: number }) {
  const { i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language, { notation: "compact" });
  const marks = top === 1 ? [0, 1] : [0, 0.5, 1];
  return marks.map((mark) => {
    const y = head + barsHeight * (1 - mark);
    return (
      <g key={mark}>
        <line x1={side} x2={width} y1={y} y2={y} className="stroke-line" />
        <text
          x={side - 8}
          y={y}
          textAnchor="end"
          dominantBaseline="middle"
          className="fill-ink-3 text-label tabular-nums"
        >
          {number.format(top * mark)}
        </text>
      </g>
    );
  });
}

interface BarsProps {
  readonly overview: Overview;
  readonly width: number;
  readonly top: number;
}

/** As many names as there is room for. */
const nameWidth = 56;

function Bars({ overview, width, top }: BarsProps) {
  const { i18n } = useTranslation();
  const { runs } = overview;
  const slot = (width - side) / runs.length;
  const every = Math.ceil(nameWidth / slot);
  return runs.map((bucket, index) => {
    const name = bucketName(bucket.start, overview, i18n.language);
    const middle = side + slot * (index + 0.5);
    return (
      <g key={bucket.start}>
        <title>{`${name}: ${endedIn(bucket)}`}</title>
        <Bar bucket={bucket} x={middle} width={Math.min(48, slot * 0.7)} top={top} />
        {index % every === 0 && (
          <text x={middle} y={height - 6} textAnchor="middle" className="fill-ink-3 text-label">
            {name}
          </text>
        )}
      </g>
    );
  });
}

interface BarProps {
  readonly bucket: Readonly<Record<Outcome, number>>;
  /** Its middle. */
  readonly x: number;
  readonly width: number;
  readonly top: number;
}

function Bar({ bucket, x, width, top }: BarProps) {
  let below = 0;
  return outcomes.map((outcome) => {
    const size = (bucket[outcome] / top) * barsHeight;
    below += size;
    return (
      size > 0 && (
        <rect
          key={outcome}
          x={x - width / 2}
          y={head + barsHeight - below}
          width={width}
          height={Math.max(1, size)}
          className={fills[outcome]}
        />
      )
    );
  });
}
