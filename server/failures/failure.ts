/** What the catalogue says of one kind of failure. */
export interface Failure {
  /** HTTP status where the failure ends a request. */
  status: number
  /** What happened, with `{name}` filled in from the parameters. */
  title: string
  /** What the reader can do about it. */
  advice: string
}
