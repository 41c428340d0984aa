/** What is stored is not what was written. Never repaired in silence: says where it lies. */
export class CorruptedError extends Error {
  override readonly name = "CorruptedError";
}
