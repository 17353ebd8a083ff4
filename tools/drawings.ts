import { drawBlocks } from './drawings/blocks.ts';
import { drawCitus } from './drawings/citus.ts';
import { drawLaw } from './drawings/law.ts';
import { drawLifecycles } from './drawings/lifecycles.ts';
import { drawMap } from './drawings/map.ts';
import { drawPolicy } from './drawings/policy.ts';
import { drawRefusals } from './drawings/refusals.ts';
import { drawRetention } from './drawings/retention.ts';
import { drawStories } from './drawings/stories.ts';

/** Each draws some files. */
const artists = [drawPolicy, drawLifecycles, drawLaw, drawRefusals, drawMap, drawCitus, drawRetention, drawBlocks, drawStories];

/** File (from the root) → text, for everything drawn from the code. */
export async function drawings(): Promise<Record<string, string>> {
  return Object.assign({}, ...(await Promise.all(artists.map((draw) => draw()))));
}
