// Runs before the first paint, so that a chosen theme never flashes in the other one.
try {
  const chosen = localStorage.getItem('slipway:theme')
  if (chosen === '"light"' || chosen === '"dark"') {
    document.documentElement.dataset.theme = chosen.slice(1, -1)
  }
} catch {
  // Storage may be forbidden; the system's preference then decides.
}
