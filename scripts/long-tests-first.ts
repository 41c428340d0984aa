import { BaseSequencer, type TestSpecification } from "vitest/node";

/*
 * Where single files take a minute: they begin first, so that none is left alone at the end. Of those
 * of pages the longest are named: their length is not that of their text.
 */

const longFolders = /\/tests\/(?:system|simulation|host|web)\//;
const longPages = [
  "every-page",
  "small-windows",
  "runs",
  "right-to-left",
  "panel-forms",
  "samples",
];

export class LongTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => rankOf(left) - rankOf(right));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const page = longPages.findIndex((name) => moduleId.endsWith(`/tests/web/${name}.test.ts`));
  if (page >= 0) return page;
  return longFolders.test(moduleId) ? longPages.length : longPages.length + 1;
}
