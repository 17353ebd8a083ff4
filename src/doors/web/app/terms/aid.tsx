import type { Values } from '../../../../ground/ui/form/schema.ts';
import { ClausePicker } from './ClausePicker.tsx';
import { Findings } from './Findings.tsx';
import type { Terms } from './terms.ts';

/** What stands around a form of terms: the clauses before its words, the look-over behind it all. */
export const aidOf = (termsOf: (values: Values) => Terms) => ({
  before: (values: Values, set: (values: Values) => void) => ({
    text: <ClausePicker terms={termsOf(values)} values={values} set={set} />,
  }),
  below: (values: Values) => <Findings terms={termsOf(values)} values={values} />,
});
