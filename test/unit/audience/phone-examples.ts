import { createRequire } from 'node:module';
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';

/** A number that Google's libphonenumber gives as an example of a type, in its three spellings. */
export interface PhoneExample {
  /** The country in which the national spelling is read; null for numbers that belong to none, as +800. */
  country: CountryCode | null;
  national: string;
  /** With a plus and the country code, and grouped: `+44 20 7946 0958`. */
  international: string;
  e164: string;
}

interface GoogleNumber {
  getCountryCode(): number;
}

/** What is used of google-libphonenumber, which brings no types. */
interface GoogleLibphonenumber {
  PhoneNumberFormat: Record<'E164' | 'INTERNATIONAL' | 'NATIONAL', number>;
  PhoneNumberType: Record<string, number>;
  PhoneNumberUtil: {
    getInstance(): {
      getSupportedRegions(): string[];
      getSupportedGlobalNetworkCallingCodes(): number[];
      getExampleNumberForType(region: string, type: number): GoogleNumber | null;
      getExampleNumberForNonGeoEntity(callingCode: number): GoogleNumber | null;
      format(number: GoogleNumber, format: number): string;
    };
  };
}

/**
 * Google's own examples for every country and type of number, and for the calling codes of no country. They only say
 * what to read, not how: their metadata may be older than that of libphonenumber-js.
 */
export function phoneExamples(): PhoneExample[] {
  const google = createRequire(import.meta.url)('google-libphonenumber') as GoogleLibphonenumber;
  const { E164, INTERNATIONAL, NATIONAL } = google.PhoneNumberFormat;
  const util = google.PhoneNumberUtil.getInstance();
  const examples: PhoneExample[] = [];
  const add = (number: GoogleNumber | null, country: CountryCode | null) => {
    if (number === null) return;
    examples.push({
      country,
      national: util.format(number, NATIONAL),
      international: util.format(number, INTERNATIONAL),
      e164: util.format(number, E164),
    });
  };
  for (const region of util.getSupportedRegions()) {
    if (!isSupportedCountry(region)) continue;
    for (const type of Object.values(google.PhoneNumberType)) {
      add(util.getExampleNumberForType(region, type), region);
    }
  }
  for (const code of util.getSupportedGlobalNetworkCallingCodes()) {
    add(util.getExampleNumberForNonGeoEntity(code), null);
  }
  return examples;
}
