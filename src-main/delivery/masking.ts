/** A phone of which only the last four digits are shown. */
export function maskPhone(phone: number): string {
  return `•••${String(phone).slice(-4)}`;
}

/** A value as a report may show it: an email keeps its first letter and its domain. */
export function maskValue(value: string): string {
  return value.replace(/([^\s@]?)[^\s@]*@(\S+)/g, '$1•••@$2');
}
