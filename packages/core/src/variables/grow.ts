import { fieldsOf } from "./fields.ts";
import { describeReadable, type Readable, type Variable } from "./variable.ts";

/*
 * The tree of what can be read. It grows level by level until there are enough of them, so that a
 * large sample in one place does not hide what is in others.
 */

export interface TreeBounds {
  readonly variablesMax: number;
  /** Of one variable. */
  readonly childrenMax: number;
}

interface Draft {
  readonly readable: Readable;
  children: readonly Draft[];
  hasMore: boolean;
}

export function growTree(roots: readonly Readable[], bounds: TreeBounds): readonly Variable[] {
  const drafts = roots.map(draftOf);
  let left = bounds.variablesMax;
  let level = drafts;
  while (level.length > 0) {
    for (const draft of level) {
      const fields = fieldsOf(draft.readable);
      const shown = fields.slice(0, Math.min(left, bounds.childrenMax));
      left -= shown.length;
      draft.children = shown.map(draftOf);
      draft.hasMore = shown.length < fields.length;
    }
    level = level.flatMap(({ children }) => children);
  }
  return drafts.map(finish);
}

function draftOf(readable: Readable): Draft {
  return { readable, children: [], hasMore: false };
}

function finish({ readable, children, hasMore }: Draft): Variable {
  return {
    ...describeReadable(readable),
    ...(children.length > 0 && { children: children.map(finish) }),
    ...(hasMore && { hasMore }),
  };
}
