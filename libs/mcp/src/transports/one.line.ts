/** What some readers take for the end of a line, and JSON has no need to escape. */
const BREAKS = /[\u0085\u2028\u2029]/;
const ALL_BREAKS = /[\u0085\u2028\u2029]/g;

/**
 * JSON in which no reader finds the end of a line: where a message is a line, well-known clients end it at
 * each character that Unicode calls a line break. JSON itself never has a CR or LF.
 *
 * @param json as `JSON.stringify` writes it
 */
export function oneLine(json: string): string {
  return BREAKS.test(json) ? json.replaceAll(ALL_BREAKS, escaped) : json;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
