/** Line breaks and other characters that could forge or garble a line of a log. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** What a client wrote, as a log may show it: one line of that many characters at most. */
export function printable(text: string, longest: number): string {
  return text.slice(0, longest).replace(CONTROLS, ' ');
}
