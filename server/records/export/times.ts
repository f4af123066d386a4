/** ISO 8601 in UTC; empty for a time that has not come. */
export function iso(at: number | undefined): string {
  return at === undefined ? '' : new Date(at).toISOString()
}
