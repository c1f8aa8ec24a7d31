import type { ComboboxData } from '@mantine/core';

const COMMON = ['US', 'CA', 'GB', 'MX', 'AU', 'DE', 'FR', 'ES', 'IT', 'NL', 'IE', 'NZ'];

/** Every country and territory that has telephone numbers of its own, by ISO 3166 code. */
const ALL =
  'AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM ' +
  'FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
  'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN ' +
  'MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT ' +
  'PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK ' +
  'TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW';

/** The countries by their English names, those most often needed first. */
export function countryOptions(): ComboboxData {
  const { compare } = new Intl.Collator('en-US');
  const names = new Intl.DisplayNames('en-US', { type: 'region' });
  const option = (code: string) => ({ value: code, label: `${names.of(code) ?? code} (${code})` });
  const others = ALL.split(' ').filter((code) => !COMMON.includes(code));
  return [
    { group: 'Common', items: COMMON.map(option) },
    {
      group: 'All others',
      items: others.map(option).sort((one, other) => compare(one.label, other.label)),
    },
  ];
}
