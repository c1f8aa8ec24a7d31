import { posix } from 'node:path';
import { localName, XmlReader } from './xml-reader.ts';

/** A part of the workbook that another one refers to. */
export interface Relation {
  /** What it is, the last word of its type: `worksheet`, `chartsheet`, `sharedStrings`, `styles`. */
  kind: string;
  /** Its name in the archive. */
  part: string;
}

/** What a workbook's own part tells: its sheets in their order, the number of the relation in which each is. */
export interface Outline {
  from1904: boolean;
  sheets: { name: string; hidden: boolean; relation: string }[];
}

/** Reads the part `workbook.xml` into `outline`. */
export function outlineReader(outline: Outline): XmlReader {
  return new XmlReader({
    open: (name, attributes) => {
      // An element of the same name stands among the extensions that newer versions of Excel add.
      if (name === 'workbookPr') outline.from1904 ||= isTrue(attributes.date1904);
      if (name !== 'sheet') return;
      const relation = Object.keys(attributes).find((key) => key.includes(':') && localName(key) === 'id');
      outline.sheets.push({
        name: attributes.name ?? '',
        hidden: /hidden/i.test(attributes.state ?? ''),
        relation: relation === undefined ? '' : attributes[relation]!,
      });
    },
  });
}

/**
 * Reads the relations of a part in the folder `folder` into `relations`, by their numbers. What lies outside of the
 * archive is left out.
 */
export function relationsReader(folder: string, relations: Map<string, Relation>): XmlReader {
  return new XmlReader({
    open: (name, { Id: id, Type: type, Target: target, TargetMode: mode }) => {
      if (name !== 'Relationship' || mode === 'External' || !id || !type || !target) return;
      const part = posix.resolve('/', folder, target.replaceAll('\\', '/')).slice(1);
      relations.set(id, { kind: type.slice(type.lastIndexOf('/') + 1), part });
    },
  });
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
