import { z } from 'zod';
import { type Call, defineCommand } from '../../ground/command/index.ts';
import { type Kept, keep } from '../../support/ledger/keep.ts';
import type { Place } from './codes.ts';
import { type PlaceList, type PlaceRowError, readPlacesCsv, readPlacesGeoJson } from './geojson.ts';
import { redrawing } from './redraw.ts';
import { refusals } from './refusals.ts';
import { loadPlaces, type PlaceRow, rowOf } from './store.ts';

export const ImportPlaces = z.object({
  format: z
    .enum(['csv', 'geojson'], '请选择格式')
    .meta({ zh: '格式', options: { csv: 'CSV 表格', geojson: 'GeoJSON' }, widget: 'choice' }),
  text: z
    .string('请选择文件')
    .min(1, '文件是空的')
    .max(20_000_000, '文件太大，请分乡镇导入')
    .meta({ zh: '文件内容', widget: 'file' }),
  from: z.iso.date('日期请写成 2026-11-22 的样子').meta({ zh: '生效日期（文件里没写的）', widget: 'date' }),
  dryRun: z.boolean().default(false).meta({ zh: '只试算，不写入', widget: 'tick' }),
});
type Input = z.infer<typeof ImportPlaces>;

export interface Counts {
  added: number;
  redrawn: number;
  corrected: number;
  ended: number;
  known: number;
}

const countedAs = { open: 'added', replace: 'redrawn', correct: 'corrected', end: 'ended', nothing: 'known' } as const;

export const importPlaces = defineCommand<Input>({
  name: 'places.importPlaces',
  zh: '导入区划与边界',
  by: ['admin'],
  on: 'none',
  input: ImportPlaces as z.ZodType<Input>,
  event: 'places.imported',
  async run(call, { format, text, from, dryRun }) {
    const read = (format === 'csv' ? readPlacesCsv : readPlacesGeoJson)(text, from);
    if (read.places.length === 0)
      throw refusals.nothingRead({ say: read.errors[0]?.message, fields: { text: read.errors[0]?.message ?? '没有数据' } });
    const kept = keep(call);
    const { counts, errors } = await lay(call, kept, read.places, dryRun);
    const lines = linesOf(read);
    const changed = counts.added + counts.redrawn + counts.corrected + counts.ended;
    const extra = {
      ...counts,
      dryRun,
      errors: [...read.errors, ...errors.map(({ row, message }) => ({ row: lines[row]!, message }))],
    };
    return changed > 0 && !dryRun ? { event: kept.event('places.imported', { format, from, ...counts }), extra } : { extra };
  },
});

/** The line in the file of each place that could be read. */
function linesOf({ places, errors }: PlaceList): number[] {
  const bad = new Set(errors.map(({ row }) => row));
  return Array.from({ length: places.length + errors.length }, (_, at) => at + 1).filter((row) => !bad.has(row));
}

/**
 * Lays versions over those that stand: a changed place closes its old row and opens a new one. Collects writes only. An error's
 * `row` is the index in `places`.
 */
export async function lay(
  call: Pick<Call, 'work' | 'chance' | 'now'>,
  kept: Kept,
  places: readonly Place[],
  dryRun = false,
): Promise<{ counts: Counts; errors: PlaceRowError[] }> {
  const { work, chance, now } = call;
  const versions = new Map<string, PlaceRow[]>();
  for (const row of await loadPlaces(work)) versions.set(row.code, [...(versions.get(row.code) ?? []), row]);
  const counts: Counts = { added: 0, redrawn: 0, corrected: 0, ended: 0, known: 0 };
  const errors: PlaceRowError[] = [];
  const writes = new Map<PlaceRow, 'add' | 'save'>();
  const open = (place: Place) => {
    const row = rowOf(work, chance.id(now), place, kept);
    versions.set(place.code, [...(versions.get(place.code) ?? []), row]);
    writes.set(row, 'add');
  };
  const amend = (row: PlaceRow, patch: Partial<PlaceRow>) => {
    const known = writes.get(row);
    Object.assign(row, patch, known ? {} : { ...kept.seal(), revision: row.revision + 1 });
    writes.set(row, known ?? 'save');
  };
  const order = [...places.entries()].sort(
    ([, a], [, b]) => a.code.length - b.code.length || (a.effectiveFrom < b.effectiveFrom ? -1 : 1) || (a.code < b.code ? -1 : 1),
  );
  const listed = new Set(places.map((place) => place.code));
  for (const [at, place] of order) {
    const step = redrawing(place, versions.get(place.code) ?? [], (code) => versions.has(code) || listed.has(code));
    if (step.do === 'refuse') errors.push({ row: at, message: step.why });
    else counts[countedAs[step.do]]++;
    if (step.do === 'end') amend(step.old, { effectiveTo: step.on });
    if (step.do === 'correct') {
      const { zh, boundary, population, effectiveTo } = place;
      amend(step.old, { zh, boundary, population, effectiveTo: effectiveTo ?? step.old.effectiveTo });
    }
    if (step.do === 'replace') amend(step.old, { effectiveTo: place.effectiveFrom });
    if (step.do === 'replace' || step.do === 'open') open(place);
  }
  if (dryRun) return { counts, errors };
  for (const [row, how] of writes) {
    if (how === 'add') work.add('place', { ...row });
    else work.save('place', { ...row });
  }
  return { counts, errors };
}
