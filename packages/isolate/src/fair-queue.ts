/** First come, first served within a group; the groups take turns. */
export interface FairQueue<T> {
  /** False where the queue, or the group's half of it, is full. */
  add(group: string, item: T): boolean;
  /** The first item of the first group, in the order of their turns, that may be taken. */
  take(mayTake?: (group: string) => boolean): T | undefined;
  remove(group: string, item: T): void;
  size(): number;
}

export function makeFairQueue<T>(sizeMax: number): FairQueue<T> {
  /** The groups that wait, in the order of their turns. */
  const groups = new Map<string, T[]>();
  const groupSizeMax = Math.ceil(sizeMax / 2);
  let size = 0;

  function add(group: string, item: T): boolean {
    const items = groups.get(group) ?? [];
    if (size >= sizeMax || items.length >= groupSizeMax) return false;
    items.push(item);
    groups.set(group, items);
    size += 1;
    return true;
  }

  function take(mayTake: (group: string) => boolean = () => true): T | undefined {
    for (const [group, items] of groups) {
      if (!mayTake(group)) continue;
      const item = items.shift();
      groups.delete(group);
      if (items.length > 0) groups.set(group, items);
      size -= 1;
      return item;
    }
    return undefined;
  }

  function remove(group: string, item: T): void {
    const items = groups.get(group) ?? [];
    const index = items.indexOf(item);
    if (index === -1) return;
    items.splice(index, 1);
    if (items.length === 0) groups.delete(group);
    size -= 1;
  }

  return { add, take, remove, size: () => size };
}
