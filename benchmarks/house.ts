import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type House, openHouse } from '../src/doors/cli/house.ts';
import { demoPack } from '../src/doors/cli/packs.ts';
import { type People, peopleOf } from '../src/doors/cli/people.ts';
import { openOwn } from '../src/doors/cli/running.ts';
import { settle } from '../src/doors/cli/settle.ts';
import { configFrom } from '../src/ground/config/index.ts';
import { chance } from '../src/ground/ids/index.ts';

/** An empty settled county in a folder of its own, for as long as `use` lasts. */
export async function inFreshHouse<T>(use: (house: House, tenantId: number, people: People) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-bench-'));
  const house = await openHouse(configFrom({ JIEFEN_DATA: folder }), () => {}, openOwn);
  try {
    const { tenantId } = await settle(house.store, house.admin, demoPack(), { password: 'Jiefen-bench-2026', chance });
    const people = await house.store.within(tenantId, { actorId: null, roles: ['admin'], sees: [], writes: [] }, (work) =>
      peopleOf(work),
    );
    return await use(house, tenantId, people);
  } finally {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
