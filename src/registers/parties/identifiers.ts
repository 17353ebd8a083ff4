/** Papers and telephones of the people and bodies in a matter: checked, brought to one spelling, masked. Pure. */
export { checkCreditCode } from './identifiers/credit-code.ts';
export { ageOn, checkIdNumber, demoIdNumber, isAdultOn } from './identifiers/id-number.ts';
export { maskId, maskName, maskPhone } from './identifiers/masks.ts';
export { demoPhone, normalisePhone, type PhoneKind } from './identifiers/phone.ts';
export type { Verdict } from './identifiers/verdict.ts';
