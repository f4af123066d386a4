/** What the run page can show beside the steps. */
export const views = ['terminals', 'files', 'pages', 'map'] as const

export type View = (typeof views)[number]

/** On a phone one pane is seen at a time. */
export type Pane = View | 'steps' | 'evidence'

export function isView(pane: Pane): pane is View {
  return (views as readonly Pane[]).includes(pane)
}
