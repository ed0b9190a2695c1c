/**
 * Characters that a terminal obeys or that some readers take for the end of a line: controls, such as line
 * breaks and the escape of ANSI sequences, formats, such as changes of the writing direction, and both
 * separators of Unicode.
 */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Shows control characters as JSON escapes. Inside a JSON string the escape means the same character. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (control) => SHORT_ESCAPES[control] ?? unicodeEscape(control));
}

/** The same for text of several lines, such as a stack. */
export function escapeControlsInLines(text: string): string {
  return text.split('\n').map(escapeControls).join('\n');
}

function unicodeEscape(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16);
    return `\\u${unit.padStart(4, '0')}`;
  }).join('');
}
