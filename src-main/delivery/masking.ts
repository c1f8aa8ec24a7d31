/** A phone of which only the last four digits are shown. */
export function maskPhone(phone: number): string {
  return `•••${String(phone).slice(-4)}`;
}

const SHOWN = 100;
const EMAIL = /([^\s@]?)[^\s@]*@(\S+)/g;
const LONG_NUMBER = /\+?\d[\d ().-]{5,}\d/g;

/**
 * A text as a report may show it, its first hundred characters: an email keeps its first letter and its domain, and
 * what may be a phone its last digits.
 */
export function maskText(text: string): string {
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return shown
    .replace(EMAIL, '$1•••@$2')
    .replace(LONG_NUMBER, (number) => `•••${number.replace(/\D/g, '').slice(-4)}`);
}
