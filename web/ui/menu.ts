/** What can be done, and more about it: on the right such as a key, and in lines below. */
export interface MenuItem {
  label: string
  note?: string
  lines?: readonly string[]
  act: () => void
  disabled?: boolean
}
