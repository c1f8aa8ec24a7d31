import { numberFormat, plainDigits, type ShowNumber } from './number-format.ts';
import { XmlReader } from './xml-reader.ts';

/** How the numbers of each cell style are shown. */
export class Styles {
  readonly #codes = new Map<number, string>();
  /** The number of the format of each cell style. */
  readonly #formats: number[] = [];
  /** By the number of the format. */
  readonly #shown = new Map<number, ShowNumber>();
  readonly #from1904: boolean;

  /** @param from1904 whether the workbook counts its days from 1904 */
  constructor(from1904: boolean) {
    this.#from1904 = from1904;
  }

  /** Reads the part `styles.xml`. */
  reader(): XmlReader {
    const path: string[] = [];
    return new XmlReader({
      open: (name, attributes) => {
        const parent = path.at(-1);
        path.push(name);
        const id = Number(attributes.numFmtId ?? 0);
        if (name === 'numFmt' && parent === 'numFmts') this.#codes.set(id, attributes.formatCode ?? '');
        if (name === 'xf' && parent === 'cellXfs') this.#formats.push(id);
      },
      close: () => path.pop(),
    });
  }

  /** @param style the number of a cell style, counted from 0; one that does not exist shows plain digits */
  show(style: number): ShowNumber {
    const id = this.#formats[style];
    if (id === undefined) return plainDigits;
    let show = this.#shown.get(id);
    if (!show) {
      show = numberFormat(id, this.#codes.get(id), this.#from1904);
      this.#shown.set(id, show);
    }
    return show;
  }
}
