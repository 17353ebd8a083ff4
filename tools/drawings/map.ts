import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { floorplan } from '../../floorplan.ts';
import { diagram, drawnFrom, page, table } from './markdown.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A room's own words: the title and the first sentence of its README. */
async function introduce(room: string): Promise<{ title: string; says: string }> {
  const text = await readFile(path.join(root, room, 'README.md'), 'utf8').catch(() => '');
  const [title = '', ...paragraphs] = text.split(/\n\s*\n/);
  const first = paragraphs.find((paragraph) => /^[^#|`<-]/.test(paragraph))?.replace(/\s*\n\s*/g, ' ') ?? '';
  return {
    title: title.replace(/^#\s*/, ''),
    says: /^.*?(?:[。；]|[.:;](?=\s|$)|$)/.exec(first)?.[0]?.replace(/[:;]$/, '.') ?? '',
  };
}

/** Storeys from the door to the ground; arrows are the only direction in which code may lean. */
export function storeys(): string {
  const rows = floorplan.map(({ storey, zh, rooms }) => ({ storey, label: `${zh} ${storey}`, rooms: rooms.join(' · ') || '—' }));
  const names = rows.map((_, at) => `s${at}`);
  return diagram([
    'flowchart TB',
    `  ${names[0]}["${rows[0]!.label}<br/>${rows[0]!.rooms}"] --> centre["中心 centre.ts · thread.ts"]`,
    ...rows
      .slice(1)
      .map(({ label, rooms }, at) => `  ${at === 0 ? 'centre' : names[at]} --> ${names[at + 1]}["${label}<br/>${rooms}"]`),
  ]);
}

export async function drawMap(): Promise<Record<string, string>> {
  const parts: string[] = [];
  for (const { storey, zh, rooms } of floorplan) {
    if (rooms.length === 0) continue;
    const rows = await Promise.all(
      rooms.map(async (room) => {
        const { title, says } = await introduce(`src/${storey}/${room}`);
        return [title ? `[${room}](../src/${storey}/${room})` : room, title, says];
      }),
    );
    parts.push(`## ${zh} ${storey}`, table(['room', 'name', 'in a sentence'], rows));
  }
  const says =
    'Imports go down, never up, never to a neighbour room. `floorplan.ts` is the list; `tests/floorplan.test.ts` holds it.';
  return { 'docs/map.md': page(drawnFrom('floorplan.ts and each room’s README'), '# The house', says, storeys(), ...parts) };
}
