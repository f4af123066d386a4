// Runs before the first paint, so that no theme ever flashes in the other one: colours go by this attribute alone.
{
  let chosen = null
  try {
    chosen = localStorage.getItem('slipway:theme')
  } catch {
    // Storage may be forbidden; the system's preference then decides.
  }
  const isDark =
    chosen === '"dark"' ||
    (chosen !== '"light"' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
}
