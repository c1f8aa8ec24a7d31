/** What a sending was about: when any of it is another, that sending tells only of what was before. */
export const WHAT_DECIDES = 'what decides on the rows (file, mapping, consent, rules, sender code)';
