/** Some at a time, in order: many runs must not be brought to memory at once. */
export async function inBatches<T>(
  items: readonly T[],
  sizeMax: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < items.length; from += sizeMax)
    await Promise.all(items.slice(from, from + sizeMax).map(work));
}
