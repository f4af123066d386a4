/** Bash that gives a file other content of the same length, in place, so that only its content tells. */
export function scramble(file: string): string {
  return `tr 'a-zA-Z0-9' 'b-zaB-ZA1-90' <"${file}" >/tmp/scrambled && cat /tmp/scrambled >"${file}"`
}
