import type { Config } from '../../ground/config/index.ts';
import { pg } from '../../ground/store/index.ts';
import { opens } from '../../support/ledger/commitment.ts';
import { type IndexedEntry, readEntry, suites, verifyLog } from '../../support/ledger/index.ts';
import { sealedTables, sealOf, sealsDigest } from '../../support/ledger/store.ts';
import { Directory } from '../http/directory.ts';
import { type House, openHouse } from './house.ts';
import { refuseUnlessAllIsSeen } from './safekeeping/sight.ts';

export interface Finding {
  ok: boolean;
  size: number;
  checkedRows: number;
  root?: string;
  firstDivergence?: { index: number; what: string };
}

/**
 * Re-checks one centre's whole ledger: every entry against its leaf and place, every checkpoint, every readable detail against its
 * commitment, and every row against the seal in the event that last changed it. Reads as the owner, so that nothing is hidden.
 */
export async function verifyTenant(house: House, tenantId: number): Promise<Finding> {
  const client = new pg.Client(house.admin);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await refuseUnlessAllIsSeen(client);
    const { rows: centres } = await client.query('select code from centre where id = $1', [tenantId]);
    const key = house.keys.of({ code: String(centres[0]?.code ?? '') });
    const { rows: notes } = await client.query('select note from ledger_checkpoint where tenant_id = $1 order by size', [
      tenantId,
    ]);
    const checkpoints = thinned(notes.map((row) => String(row.note)));
    const unsound: number[] = [];
    const entries = entriesOf(client, tenantId, (index) => unsound.push(index));
    const log = await verifyLog({ entries, checkpoints, publicKey: key.verifierKey, tail: 'allow' });
    if (key.sm3 && log.ok) {
      const second = await verifyLog({
        entries: entriesOf(client, tenantId),
        checkpoints: checkpoints.filter((note) => /^sm3 /m.test(note)),
        publicKey: key.verifierKey,
        tail: 'allow',
        suite: 'sm3',
      });
      if (!second.ok) return { ok: false, size: 0, checkedRows: 0, firstDivergence: second.firstDivergence };
    }
    if (!log.ok) return { ok: false, size: 0, checkedRows: 0, firstDivergence: placed(log.firstDivergence, unsound[0]) };
    const rows = await checkRows(client, tenantId);
    return {
      ok: rows.first === undefined,
      size: log.size,
      root: log.root,
      checkedRows: rows.checked,
      firstDivergence: rows.first,
    };
  } finally {
    await client.end();
  }
}

/** Checkpoints place a divergence in the stretch between two; an entry that does not fit its own leaf or detail names itself. */
function placed(found: { index: number; what: string }, unsound: number | undefined): { index: number; what: string } {
  if (unsound === undefined || unsound < found.index) return found;
  return { index: unsound, what: `第 ${unsound} 条与它的叶或明细不符，或者不见了。${found.what}` };
}

/** All checkpoints are signed by us; a hundred spread over the log and the last one are enough to place a divergence. */
function thinned(notes: string[]): string[] {
  const step = Math.max(1, Math.floor(notes.length / 100));
  return notes.filter((_, at) => at % step === 0 || at === notes.length - 1);
}

const PAGE = 5000;

/** Every event in order; what fails before hashing (a missing event, a changed detail or seal list) is shown as bytes that cannot match. */
async function* entriesOf(
  client: pg.Client,
  tenantId: number,
  onUnsound: (index: number) => void = () => {},
): AsyncIterable<IndexedEntry> {
  for (let from = 0; ; from += PAGE) {
    const { rows } = await client.query(
      `select p.index, p.leaf as placed, e.entry, e.leaf, e.seals, d.data, d.clocks, d.salt from ledger_position p
       left join ledger_event e on e.tenant_id = p.tenant_id and e.id = p.event_id and e.at = p.at
       left join event_detail d on d.tenant_id = p.tenant_id and d.id = p.event_id and d.at = p.at
       where p.tenant_id = $1 and p.index >= $2 and p.index < $3 order by p.index`,
      [tenantId, from, from + PAGE],
    );
    if (rows.length === 0) return;
    for (const row of rows) {
      const index = Number(row.index);
      const good = sound(row);
      if (!good) onUnsound(index);
      yield { index, bytes: good ? row.entry : Buffer.from('diverged') };
    }
  }
}

function sound(
  row: Record<string, never> & {
    entry: Buffer | null;
    leaf: Buffer;
    placed: Buffer;
    data: unknown;
    clocks: unknown;
    salt: string;
    seals: Record<string, string>;
  },
): boolean {
  if (!row.entry || !row.leaf.equals(row.placed) || !suites.sha256.leaf(row.entry).equals(row.leaf)) return false;
  const entry = readEntry(row.entry);
  const want = entry.seals['rows:all'];
  if (want ? sealsDigest(row.seals) !== want : Object.keys(row.seals).length > 0) return false;
  // An erased detail (data null) leaves the commitment standing: the log still verifies.
  return row.data === null || opens(entry.commit, { data: row.data, clocks: row.clocks }, Buffer.from(row.salt, 'hex'));
}

/** Each sealed row against the digest in the event that it names. */
async function checkRows(
  client: pg.Client,
  tenantId: number,
): Promise<{ checked: number; first?: { index: number; what: string } }> {
  let checked = 0;
  let first: { index: number; what: string } | undefined;
  for (const table of sealedTables) {
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const { rows } = await client.query(`select * from ${table} where tenant_id = $1 and id > $2 order by id limit ${PAGE}`, [
        tenantId,
        after,
      ]);
      if (rows.length === 0) break;
      const seals = await sealsAt(client, tenantId, rows);
      for (const row of rows) {
        after = row.id;
        const place = seals.get(row.sealed_by);
        if (row.sealed_by && !place && (await isWaiting(client, tenantId, row.sealed_by))) continue;
        checked++;
        if (place && place.seals[`${table}:${row.id}`] === sealOf(table, row)) continue;
        const at = place?.index ?? Number.MAX_SAFE_INTEGER;
        if (!first || at < first.index)
          first = {
            index: at,
            what: place
              ? `${table} 的一行（${row.id}）与账上第 ${at} 条的封印不符`
              : `${table} 的一行（${row.id}）在账上没有来历`,
          };
      }
    }
  }
  return { checked, first };
}

/** The events that these rows name as their last, with their places: two index look-ups a row, never a join over the whole log. */
async function sealsAt(
  client: pg.Client,
  tenantId: number,
  rows: Array<{ id: string; sealed_by: string | null }>,
): Promise<Map<string, { index: number; seals: Record<string, string> }>> {
  const { rows: found } = await client.query(
    `select p.event_id, p.index, e.seals from ledger_position p cross join lateral (select seals from ledger_event e where e.tenant_id = p.tenant_id and e.at = p.at and e.id = p.event_id limit 1) e
     where p.tenant_id = $1 and p.event_id = any($2)`,
    [tenantId, rows.map((row) => row.sealed_by).filter(Boolean)],
  );
  return new Map(found.map(({ event_id, index, seals }) => [event_id, { index: Number(index), seals }]));
}

async function isWaiting(client: pg.Client, tenantId: number, eventId: string): Promise<boolean> {
  return (
    (await client.query('select 1 from ledger_queue where tenant_id = $1 and event_id = $2', [tenantId, eventId])).rowCount === 1
  );
}

export async function run(_argv: string[], config: Config): Promise<number> {
  const house = await openHouse(config);
  try {
    const directory = await Directory.read(house.admin);
    const findings = [];
    for (const centre of directory.all) {
      const began = performance.now();
      const finding = await verifyTenant(house, centre.id);
      findings.push({ centre: centre.code, ...finding, seconds: Math.round(performance.now() - began) / 1000 });
      console.log(
        finding.ok
          ? `${centre.zh}：${finding.size} 条账、${finding.checkedRows} 行记录全部相符。`
          : `${centre.zh}：从第 ${finding.firstDivergence?.index} 条起不符：${finding.firstDivergence?.what}`,
      );
    }
    console.log(
      JSON.stringify({
        ok: findings.every((one) => one.ok),
        rows: findings.reduce((sum, one) => sum + one.checkedRows, 0),
        findings,
      }),
    );
    return findings.every((one) => one.ok) ? 0 : 1;
  } finally {
    await house.close();
  }
}
