/** Whether a command takes something away that one may want back. Pure; better one question too many. */
const patterns = [
  /\brm\b/,
  /\brmi\b/,
  /\brmdir\b/,
  /\bprune\b/,
  /\bremove\b/,
  /\bkill(all)?\b/,
  /\bdown\b.*(-v|--volumes|--rmi)/,
  /\bmkfs(\.\w+)?\b/,
  /\bdd\b.*\bof=/,
  /\bdrop\s+(table|database|schema)\b/i,
  /\btruncate\b/i,
  /\bswarm\s+leave\b/,
  /\bleave\b.*--force/,
]

export function deletes(command: string): boolean {
  // `docker run --rm` only tidies up after itself.
  const text = command.replace(/\s--rm\b/g, '')
  return patterns.some((pattern) => pattern.test(text))
}
