/** Addresses of the browser's pages. Pure: `App.svelte` listens to the history. */
export type Route =
  | { page: 'catalogue' }
  | { page: 'run'; run: string }
  | { page: 'review' }
  | { page: 'run-review'; run: string }
  | { page: 'administration' }
  | { page: 'build' }
  | { page: 'builder'; draft: string }
  | { page: 'not-found'; path: string }

export function routeOf(path: string): Route {
  const parts = path.split('/').filter(Boolean)
  const [first, second, ...rest] = parts
  if (rest.length > 0) return { page: 'not-found', path }
  if (first === undefined) return { page: 'catalogue' }
  if (first === 'run' && second !== undefined) return { page: 'run', run: decode(second) }
  if (first === 'review') {
    return second === undefined ? { page: 'review' } : { page: 'run-review', run: decode(second) }
  }
  if (first === 'build') {
    return second === undefined ? { page: 'build' } : { page: 'builder', draft: decode(second) }
  }
  if (first === 'administration' && second === undefined) return { page: 'administration' }
  return { page: 'not-found', path }
}

// An address typed by hand may hold a lone %, which is no reason to show nothing.
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Goes to a page of ours without loading the document again. */
export function navigate(path: string): void {
  history.pushState(null, '', path)
  dispatchEvent(new PopStateEvent('popstate'))
}

/** The address a click asks for when it stays within this application, otherwise undefined. */
export function innerLink(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) {
    return undefined
  }
  const url = new URL(link.href)
  if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return undefined
  // A run's secret link is exchanged for a cookie by the server, so it must reach it.
  if (url.searchParams.has('key') || url.pathname.startsWith('/link/')) return undefined
  if (url.hash && url.pathname === location.pathname) return undefined
  return url.pathname + url.search
}
