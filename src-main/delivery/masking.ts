/** A phone of which only the last four digits are shown. */
export function maskPhone(phone: number): string {
  return `•••${String(phone).slice(-4)}`;
}

const SHOWN = 100;
/** What is looked through; a longer text is cut here first, and a word that the cut went through is dropped. */
const LOOKED_AT = 400;
const EMAIL = /([^\s@]?)[^\s@]*@(\S+)/g;
const LONG_NUMBER = /\+?\d[\d ()./\u2010-\u2015-]{5,}\d/g;

/**
 * A text as a report may show it, its first hundred characters: an email keeps its first letter and its domain, and
 * what may be a phone its last digits.
 */
export function maskText(text: string): string {
  const start = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT).replace(/\S+$/, '') : text;
  const masked = start
    .replace(EMAIL, '$1•••@$2')
    .replace(LONG_NUMBER, (number) => `•••${number.replace(/\D/g, '').slice(-4)}`);
  return masked.length > SHOWN || start.length < text.length ? `${masked.slice(0, SHOWN)}…` : masked;
}
