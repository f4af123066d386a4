// A first file that was lost on its way (see web/load.ts) is asked for again, a few times.
const MOST = 8
const isOpen = () => document.querySelector('#app > :not(.boot)') !== null
function again({ target }) {
  if (!(target instanceof HTMLScriptElement || target instanceof HTMLLinkElement)) return
  const tries = Number(sessionStorage.getItem('slipway:again') ?? 0)
  if (tries < MOST) {
    sessionStorage.setItem('slipway:again', String(tries + 1))
    setTimeout(() => location.reload(), 300 * (tries + 1))
  } else {
    const boot = document.querySelector('.boot')
    if (boot) boot.textContent = 'Slipway could not be loaded whole. Reload the page.'
  }
}
addEventListener('error', again, true)
// Later parts have web/load.ts, which loses nothing that is on the page.
addEventListener('load', () => {
  if (!isOpen()) return
  removeEventListener('error', again, true)
  sessionStorage.removeItem('slipway:again')
})
