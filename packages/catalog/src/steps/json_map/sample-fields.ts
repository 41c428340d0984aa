import { formatPath, type Json, type Type, typeAt, unknownType } from "@stepwell/core";
import { type ListReading, samplePaths } from "../../sample/sample-paths.ts";
import { typeOfSample } from "../../sample/sample-type.ts";

/** A path in a sample, with the type of what is there: what the builder offers as a field. */
export interface SamplePath {
  readonly path: string;
  readonly type: Type;
}

export function pathsIn(sample: Json, lists: ListReading): readonly SamplePath[] {
  const whole = typeOfSample(sample);
  return samplePaths(sample, lists).map((path) => {
    const found = typeAt(whole, path);
    return { path: formatPath(path), type: found.found ? found.type : unknownType };
  });
}
