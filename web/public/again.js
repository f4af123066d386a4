// A first file that was lost on its way (see web/load.ts) is asked for again, three times at most.
function again({ target }) {
  const lost = target instanceof HTMLScriptElement || target instanceof HTMLLinkElement
  const tries = Number(sessionStorage.getItem('slipway:again') ?? 0)
  if (!lost || tries >= 3) return
  sessionStorage.setItem('slipway:again', String(tries + 1))
  setTimeout(() => location.reload(), 300 * (tries + 1))
}
addEventListener('error', again, true)
// Later parts have web/load.ts, which loses nothing that is on the page.
addEventListener('load', () => {
  removeEventListener('error', again, true)
  if (document.querySelector('#app')?.hasChildNodes()) sessionStorage.removeItem('slipway:again')
})
