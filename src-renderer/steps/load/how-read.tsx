import type { CommandInput } from '../../../src-main/contract/commands.ts';
import type { Delimiter, Encoding, Head, Reading, Source } from '../../../src-main/contract/reading.ts';
import { Choice } from '../../parts/choice.tsx';
import { Disclosure } from '../../parts/disclosure.tsx';
import { HeaderChoice } from './header-choice.tsx';
import styles from './load.module.css';
import {
  AS_FOUND_OPTION,
  chosenWords,
  DELIMITER_WORDS,
  ENCODING_WORDS,
  foundOr,
  sheetOptions,
} from './reading-words.ts';

interface Props {
  reading: Reading;
  source: Source;
  /** Null where the beginning cannot be read in this way. */
  head: Head | null;
  onRead: (change: CommandInput<'readAs'>) => void;
}

/** All that the user may say of how the file is read; each choice reads it anew at once. */
export function HowRead({ reading, source, head, onRead }: Props) {
  const isText = source.format === 'csv';
  const encodings = foundOr(ENCODING_WORDS, reading.encoding === null ? source.encoding : null);
  const delimiters = foundOr(DELIMITER_WORDS, reading.delimiter === null ? (head?.delimiter ?? null) : null);
  return (
    <Disclosure
      title="How the file is read"
      aside={chosenWords(reading)}
      // Where it cannot be read like this, another way is what is wanted.
      opensItself={head === null}
    >
      <div className={styles.reading}>
        {isText && (
          <Choice
            label="Encoding"
            description="If names look wrong, try another one"
            data={encodings}
            value={reading.encoding ?? AS_FOUND_OPTION}
            onChoose={(value) => onRead({ encoding: value === AS_FOUND_OPTION ? null : (value as Encoding) })}
            nothingFound="No such encoding"
          />
        )}
        {isText && (
          <Choice
            label="Columns are separated by"
            description="As the export was written"
            data={delimiters}
            value={reading.delimiter ?? AS_FOUND_OPTION}
            onChoose={(value) =>
              onRead({ delimiter: value === AS_FOUND_OPTION ? null : (value as Delimiter) })
            }
            nothingFound="No such separator"
          />
        )}
        {source.sheets.length > 0 && (
          <Choice
            label="Sheet"
            description="One sheet of the workbook is read"
            data={sheetOptions(source)}
            value={String(source.sheets.findIndex(({ name }) => name === source.sheet))}
            onChoose={(value) => onRead({ sheet: source.sheets[Number(value)]!.name })}
            nothingFound="No such sheet"
          />
        )}
        <HeaderChoice
          chosen={reading.headerRow}
          read={head?.headerRow ?? null}
          onChoose={(headerRow) => onRead({ headerRow })}
        />
      </div>
    </Disclosure>
  );
}
