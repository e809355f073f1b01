/**
 * Only this server's own files, scripts only by the nonce of this very answer. React and React Flow place things by style attributes;
 * style elements need the nonce.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const directives = [
    `default-src 'self'`,
    // React's development build evaluates strings to show server stacks.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ]
  return directives.join('; ')
}
