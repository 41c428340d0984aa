import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Where single files take a minute: they begin first, so that none is left alone at the end. */
const isLong = ({ moduleId }: TestSpecification): boolean =>
  /\/tests\/(system|simulation|host|web)\//.test(moduleId);

export class LongTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
