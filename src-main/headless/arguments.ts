import { parseArgs } from 'node:util';
import { AppError } from '../contract/failure.ts';

/** The command line was used wrongly: exit code 2. */
export class WrongUse extends AppError {
  override name = 'WrongUse';

  constructor(message: string, hint = 'See `help` for the commands and their options.') {
    super({ code: 'use.wrong', message, hint });
  }
}

const READING = {
  fields: { type: 'string' },
  account: { type: 'string' },
  api: { type: 'string' },
  auth: { type: 'string' },
  'sender-code': { type: 'string' },
  country: { type: 'string' },
  'opt-in': { type: 'string' },
  'no-consent-information': { type: 'boolean' },
  'check-opt-outs': { type: 'boolean' },
  'consent-file': { type: 'string' },
  'consent-key': { type: 'string' },
  'consent-answer': { type: 'string' },
  'consent-where': { type: 'string', multiple: true },
  map: { type: 'string', multiple: true },
  'contact-by-contact': { type: 'boolean' },
  constant: { type: 'string', multiple: true },
  'date-order': { type: 'string', multiple: true },
  'send-without': { type: 'string', multiple: true },
  keep: { type: 'string' },
  rejects: { type: 'string' },
  strict: { type: 'boolean' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  'header-row': { type: 'string' },
  sheet: { type: 'string' },
  'even-if-large': { type: 'boolean' },
} as const;

const ALL_OPTIONS = {
  ...READING,
  out: { type: 'string' },
  'show-phones': { type: 'boolean' },
  sample: { type: 'string' },
  'sample-choice': { type: 'string' },
  seed: { type: 'string' },
  'skip-sample': { type: 'boolean' },
  'without-opt-outs': { type: 'boolean' },
  yes: { type: 'boolean' },
  'send-again': { type: 'boolean' },
  abandon: { type: 'boolean' },
  delete: { type: 'string' },
  port: { type: 'string' },
  json: { type: 'boolean' },
  'data-dir': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type OptionName = keyof typeof ALL_OPTIONS;

const READING_NAMES = Object.keys(READING) as OptionName[];

/** Which options each command takes, beside --json, --data-dir and --help. */
const COMMANDS: Record<string, readonly OptionName[]> = {
  review: READING_NAMES,
  fields: READING_NAMES.filter((name) => name !== 'rejects' && name !== 'check-opt-outs'),
  normalise: [...READING_NAMES, 'out'],
  push: [
    ...READING_NAMES.filter((name) => name !== 'fields'),
    'sample',
    'sample-choice',
    'seed',
    'skip-sample',
    'without-opt-outs',
    'yes',
  ],
  resume: [
    'account',
    'api',
    'auth',
    'sender-code',
    'strict',
    'yes',
    'send-again',
    'abandon',
    'without-opt-outs',
  ],
  report: ['out', 'show-phones'],
  runs: ['delete', 'yes'],
  accounts: [],
  practice: ['port'],
  demo: [],
  help: [],
};

/** Commands with nothing beside their options. */
const WITHOUT_OPERANDS = new Set(['runs', 'practice', 'demo']);

export type Options = ReturnType<typeof parseOptions>['values'];

export interface CommandLine {
  command: string;
  /** What stands beside the options: a file, or a sub-command and a name. */
  operands: string[];
  options: Options;
}

const SECRET = /^--?(?:client[-_]?)?(?:id|secret|password|token|key|api[-_]?key)(?:=|$)|^--?client[-_]/i;

/**
 * Reads the command line.
 * @throws WrongUse for an unknown command or option, one that is not the command's, or a secret.
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  if (args.some((arg) => SECRET.test(arg))) {
    throw new WrongUse(
      'Secrets are not taken from the command line, where other programs and the shell’s history can read them. Nothing was sent.',
      'Store them with `accounts add NAME`, or set LISTRAK_CLIENT_ID and LISTRAK_CLIENT_SECRET.',
    );
  }
  const { values, positionals } = parseOptions(args);
  const [command = 'help', ...operands] = positionals;
  if (values.help) return { command: 'help', operands: [], options: values };
  const allowed = COMMANDS[command];
  if (!allowed) throw new WrongUse(`There is no command “${command}”.`);
  if (operands.length > 0 && WITHOUT_OPERANDS.has(command)) {
    throw new WrongUse(`The command “${command}” takes only options, and not “${operands[0]}”.`);
  }
  const stranger = (Object.keys(values) as OptionName[]).find(
    (name) => !allowed.includes(name) && name !== 'json' && name !== 'data-dir',
  );
  if (stranger) throw new WrongUse(`The command “${command}” does not take --${stranger}.`);
  return { command, operands, options: values };
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: ALL_OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongUse((error as Error).message.split('. ')[0] ?? 'The command line cannot be read.');
  }
}

/** A whole number given as an option. @throws WrongUse when it is none, or out of bounds. */
export function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new WrongUse(`--${name} takes a whole number from ${least} to ${most.toLocaleString('en-US')}.`);
  }
  return value;
}

/** One of a few words given as an option. */
export function oneOf<Word extends string>(name: string, text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (!word) throw new WrongUse(`--${name} takes ${words.join(' or ')}.`);
  return word;
}

/** The form of each option that takes a pair, and an example of it. */
const PAIRS = {
  map: ['Column=Profile Field', 'Loyalty_Tier=Loyalty Tier'],
  constant: ['Field=value', 'Favorite Store=Soho'],
  'date-order': ['Column=month-first" or "Column=day-first', 'Birthday=day-first'],
  'opt-in': ['Column=answers that mean yes', 'Consent=yes,ja'],
  'consent-answer': ['Column=answers that mean yes', 'Consent=yes,ja'],
  'consent-where': ['Column=value', 'brand=Acme'],
} as const;

/** Splits `left=right`, at the last `=` if not said otherwise, since a column's name may hold one. */
export function splitPair(
  name: keyof typeof PAIRS,
  text: string,
  at = text.lastIndexOf('='),
): [left: string, right: string] {
  const [form, example] = PAIRS[name];
  if (at < 1) throw new WrongUse(`--${name} takes "${form}", as in --${name} "${example}".`);
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
