/** The sentences of `ConfigurationError`: where it is wrong, what was given, what is allowed. */
const LONGEST_QUOTE = 80;

export const notAllowed = (origin: string, value: unknown, allowed: string): string =>
  `${origin} is ${quote(value)}, which is not allowed: use ${allowed}`;

export const notAllowedSecret = (origin: string, allowed: string): string =>
  `${origin} has a value that is not allowed: use ${allowed}`;

export const needsValue = (flag: string, allowed: string): string =>
  `${flag} has no value: use ${allowed}`;

export const unknownFlag = (flag: string, nearest: string | undefined): string =>
  `${flag} is not a flag${suggest(nearest)}`;

export const unexpectedArgument = (argument: string): string =>
  `${quote(argument)} belongs to no flag: write settings as --flag value`;

export const unknownKey = (key: string, file: string, nearest: string | undefined): string =>
  `${quote(key)} in ${file} is not a setting${suggest(nearest)}`;

export const unreadableFile = (origin: string, file: string, reason: string): string =>
  `${origin} names the file ${quote(file)}, which can't be read: ${reason}`;

export const malformedFile = (file: string, reason: string): string =>
  `${file} holds no JSON object: ${reason}`;

function suggest(nearest: string | undefined): string {
  return nearest === undefined ? '' : `: did you mean ${nearest}?`;
}

function quote(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > LONGEST_QUOTE ? `${json.slice(0, LONGEST_QUOTE)}…` : json;
}
