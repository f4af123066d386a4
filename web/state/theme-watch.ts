/** Calls when the colours of the page change, by its own switch or with the system. Answers with how to stop. */
export function watchTheme(repaint: () => void): () => void {
  const observer = new MutationObserver(repaint)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
