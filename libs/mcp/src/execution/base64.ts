const FORBIDDEN = /[^A-Za-z0-9+/=\t\n\f\r ]/;
const SPACES = /[\t\n\f\r ]+/g;

/**
 * Whether clients can decode a text: they refuse a whole answer for one that isn't Base64 (SDKs use
 * `atob`, whose rules these are: forgiving-base64 decode of the Infra standard). Node's `atob` before
 * 22 takes ten times as long.
 */
export function isBase64(text: string): boolean {
  if (FORBIDDEN.test(text)) return false;
  const dense = text.search(SPACES) === -1 ? text : text.replaceAll(SPACES, '');
  const end = dense.indexOf('=');
  if (end === -1) return dense.length % 4 !== 1;
  const padding = dense.length - end;
  return dense.length % 4 === 0 && (padding === 1 || (padding === 2 && dense.endsWith('==')));
}
