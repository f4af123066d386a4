/** The address that people open, without a slash at its end. */
export function siteUrl({ url, host, port }: { url?: string; host: string; port: number }): string {
  if (url !== undefined) return url
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
