export function isoTime(instant: number): string {
  return new Date(instant).toISOString();
}

export function isoTimeOrNull(instant: number | undefined): string | null {
  return instant === undefined ? null : isoTime(instant);
}
