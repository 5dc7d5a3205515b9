/**
 * Whether a browser asks for the door's own page, or that page asks. A page of another site always says so by its Origin or a Sec-Fetch-Site;
 * what sends neither is no page, and its token decides. Links from elsewhere may lead to the entrance, which holds nothing of anyone.
 */
export function isOwnPage(headers: Headers, { entrance }: { readonly entrance: boolean }): boolean {
  const origin = headers.get('origin')
  if (origin !== null && origin !== `https://${headers.get('host')}`) return false
  const site = headers.get('sec-fetch-site')
  if (site === null || site === 'same-origin') return true
  if (origin !== null) return false
  return site === 'none' || (entrance && headers.get('sec-fetch-mode') === 'navigate')
}
