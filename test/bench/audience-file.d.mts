/** Writes an audience of invented people: 12 columns, some 120 bytes a row, one in twenty rows with a trouble. */
export function writeAudience(path: string, rows: number): Promise<void>;
