/** What a URI may not hold as it is (RFC 3986, 2), and triplets whose digits are not in capitals (6.2.2.1). */
const TO_ENCODE = /[^\p{Cs}A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]|%[0-9A-Fa-f]{2}/gu;
const NEEDS_CARE = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]|%(?:[a-f]|[0-9A-F][a-f])/;

/**
 * A URI as it is listed and compared: what a URI may not hold is percent-encoded as UTF-8. So `café` and
 * `caf%C3%A9` are the same.
 */
export function encodedUri(uri: string): string {
  if (!NEEDS_CARE.test(uri)) return uri;
  return uri.replaceAll(TO_ENCODE, (text) =>
    text.length === 3 && text.startsWith('%') ? text.toUpperCase() : encodeURIComponent(text),
  );
}

/** The same for the text between the expressions of a URI template (RFC 6570, 3.1). */
export function encodedTemplate(template: string): string {
  return template
    .split(/(\{[^{}]*\})/)
    .map((piece, index) => (index % 2 === 1 ? piece : encodeLiteral(piece)))
    .join('');
}

/** A brace without its partner stays, so that a message can name it. */
function encodeLiteral(literal: string): string {
  return literal
    .split(/([{}])/)
    .map(encodedBetweenBraces)
    .join('');
}

function encodedBetweenBraces(piece: string): string {
  return piece === '{' || piece === '}' ? piece : encodedUri(piece);
}
