/**
 * The press: a process of its own, for a native compiler cannot be stopped from within its process, and a process can be killed at
 * any moment. It has no network and no folder but the fonts; what comes in is a job, what goes out is bytes.
 */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFolders, withoutGlyph } from './fonts.ts';
import type { PaperData } from './paper.ts';

export interface PaperJob {
  kind: 'paper';
  /** Our own templates by file name, with the one to set. */
  sources: Record<string, string>;
  main: string;
  /** JSON; goes in as data, never into a source. */
  data: string;
  /** What the template shows as `image("picture")`. */
  picture?: Uint8Array;
  /** Pages that will be bound carry no structure of their own. */
  plain?: boolean;
}
export interface FlattenJob {
  kind: 'flatten';
  pdf: Uint8Array;
}
export interface BindJob {
  kind: 'bind';
  cover: Uint8Array;
  back: Uint8Array;
  numbers: Uint8Array | undefined;
  parts: Array<{ title: string; pdf: Uint8Array; foreign: boolean }>;
}
export interface WordJob {
  kind: 'word';
  data: PaperData & { form: unknown };
}
export type Job = PaperJob | FlattenJob | BindJob | WordJob;
/** `missing`: characters that no font has. `trouble`: the compiler's or reader's own words. */
export interface Printed {
  bytes?: Uint8Array;
  pages?: number;
  missing?: string[];
  trouble?: string;
}

const ROOT = '/papers';
let compiler: NodeCompiler | undefined;

function paper({ sources, main, data, picture, plain }: PaperJob): Printed {
  const missing = withoutGlyph(textOf(JSON.parse(data)));
  if (missing.length > 0) return { missing };
  compiler ??= NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontPaths: fontFolders() }] });
  for (const [name, source] of Object.entries(sources)) compiler.addSource(`${ROOT}/${name}`, source);
  if (picture) compiler.mapShadow(`${ROOT}/picture`, Buffer.from(picture));
  try {
    const made = compiler.compile({ mainFilePath: `${ROOT}/${main}`, inputs: { data }, resetRead: true });
    if (!made.result) return { trouble: JSON.stringify(made.takeError()?.shortDiagnostics ?? 'no result').slice(0, 2000) };
    const bytes = compiler.pdf(made.result, {
      pdfStandard: 'a-2b',
      pdfTags: !plain,
      creationTimestamp: secondsOf(JSON.parse(data).on),
    });
    return { bytes, pages: made.result.numOfPages };
  } finally {
    if (picture) compiler.unmapShadow(`${ROOT}/picture`);
    // What was compiled for one person's paper is not kept for the next.
    compiler.evictCache(3);
  }
}

/** PDF/A wants a date; the paper's own, so that the same data gives the same bytes. */
const secondsOf = (day: unknown): number => Date.parse(`${day ?? '2026-01-01'}T00:00:00+08:00`) / 1000;

/** Every string of the data but the QR picture. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value.startsWith('<svg') || value.startsWith('<?xml') ? '' : value;
  if (value && typeof value === 'object') return Object.values(value).map(textOf).join('');
  return '';
}

async function work(job: Job): Promise<Printed> {
  if (job.kind === 'paper') return paper(job);
  if (job.kind === 'word') return { bytes: await (await import('./word.ts')).wordOf(job.data) };
  const bind = await import('./bind.ts');
  return job.kind === 'flatten' ? bind.flatten(job.pdf) : bind.bind(job);
}

process.on('message', ({ job }: { job: Job }) => {
  work(job)
    .catch((error: Error): Printed => ({ trouble: String(error.message ?? error) }))
    .then((printed) => process.send!(printed));
});
process.on('disconnect', () => process.exit(0));
process.send!({ ready: true });
