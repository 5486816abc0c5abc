/** What a user may be called: 1 to 128 letters, digits or `_.~@:+-`, not `.` or `..`. For the `pattern` of an input. */
export const USER_NAME_PATTERN = String.raw`(?!\.\.?$)[\w.~@:+\-]{1,128}`;

const USER_NAME = new RegExp(`^${USER_NAME_PATTERN}$`);
const MENTION = /(?<![\w@.])@(\w[\w.~-]{0,127})/g;
/** The server takes so many. */
const MENTIONS_MAX = 50;

export function isUserName(name: string): boolean {
  return USER_NAME.test(name);
}

/** The users whom a text names, as in "@ben, look": each once. A full stop after a name ends the sentence, not the name. */
export function findMentions(text: string): string[] {
  const names = [...text.matchAll(MENTION)].map(([, name = '']) => name.replace(/[.~-]+$/, ''));
  return [...new Set(names)].slice(0, MENTIONS_MAX);
}
