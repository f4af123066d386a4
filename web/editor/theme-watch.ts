/** Calls when the colours of the page change, by choice or with the system. Answers with how to stop. */
export function watchTheme(repaint: () => void): () => void {
  const chosen = new MutationObserver(repaint)
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', repaint)
  return () => {
    chosen.disconnect()
    dark.removeEventListener('change', repaint)
  }
}
