import { rangeNames } from "../date-range.ts";
import {
  anyObject,
  dateTimeType,
  dateType,
  nullType,
  numberType,
  objectOf,
  textType,
  unionOf,
  unknownType,
} from "../type.ts";

const range = objectOf({ start: dateTimeType, end: dateTimeType });

/** Roots whose type is the same everywhere. */
export const rootTypes = {
  event: objectOf({
    id: textType,
    type: textType,
    source: textType,
    time: dateTimeType,
    data: unknownType,
  }),
  run: objectOf({
    id: textType,
    number: numberType,
    attempt: numberType,
    startedAt: unionOf([dateTimeType, nullType]),
  }),
  workflow: objectOf({ id: textType, name: textType, version: numberType }),
  now: dateTimeType,
  today: dateType,
  ranges: objectOf(Object.fromEntries(rangeNames.map((name) => [name, range]))),
  env: anyObject,
  previous: anyObject,
} as const;
