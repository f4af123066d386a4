/** `layout.json`: where things are drawn, beside the lab and never in it. Keys are `host1` and `host1/container:db`. */
export interface Position {
  x: number
  y: number
}

export interface Layout {
  version: 1
  /** Grid units of 20 px. */
  positions: Record<string, Position>
}
