/** News that belongs to no place on the page. Errors stay until dismissed; the rest goes by itself. */
export interface Toast {
  id: number
  text: string
  tone: 'neutral' | 'pass' | 'fail' | 'unknown'
}

export interface Toasts {
  readonly list: Toast[]
  say(text: string, tone?: Toast['tone']): void
  dismiss(id: number): void
}

export function createToasts(): Toasts {
  let list = $state<Toast[]>([])
  let next = 1
  const dismiss = (id: number) => (list = list.filter((toast) => toast.id !== id))
  return {
    get list() {
      return list
    },
    say(text, tone = 'neutral') {
      const id = next++
      list = [...list.slice(-3), { id, text, tone }]
      if (tone !== 'fail') setTimeout(() => dismiss(id), 6000)
    },
    dismiss,
  }
}
