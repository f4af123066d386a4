/** Calls back whenever the page's colours change: by its own switch or the system's. Answers with the way to stop. */
export function whenLookChanges(repaint: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const theme = new MutationObserver(repaint)
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  dark.addEventListener('change', repaint)
  return () => {
    theme.disconnect()
    dark.removeEventListener('change', repaint)
  }
}
