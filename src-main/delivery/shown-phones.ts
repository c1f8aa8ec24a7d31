/** The phones of the rows that a report speaks of, by their numbers in a spreadsheet; null where they are to stay masked. */
export type ShownPhones = ReadonlyMap<number, number> | null;
