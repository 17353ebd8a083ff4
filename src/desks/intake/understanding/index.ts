import { categoryOf } from './categories.ts';
import { type Danger, dangersIn } from './dangers.ts';
import { kindOf, type Read } from './kinds.ts';
import { type NamedPlace, type PlaceRead, placeOf } from './places.ts';

export type { Danger, NamedPlace, PlaceRead, Read };
export { categoryOf, dangersIn, kindOf, placeOf };

/** What the words of a person seem to say: proposals, each with the words it was read from. A person takes or leaves them. */
export interface Understood {
  kind: Read;
  category: Read | null;
  place: PlaceRead | null;
  dangers: Danger[];
}

export interface Said {
  narrative: string;
  placeText?: string | undefined;
  /** Whether the other side was named. */
  respondentNamed?: boolean;
}

/** Reads a text by plain word rules in force on a civil day. Pure: no clock, no register, no chance. */
export function understand(
  { narrative, placeText, respondentNamed }: Said,
  places: readonly NamedPlace[],
  on: string,
): Understood {
  const kind = kindOf(narrative, respondentNamed);
  return {
    kind,
    category: categoryOf(narrative, on),
    place: placeOf([placeText ?? '', narrative].join('\n'), places),
    dangers: dangersIn(narrative, on),
  };
}
