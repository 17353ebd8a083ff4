import { serveFloor } from '../../../benchmarks/floor.ts';
import { intake } from '../../../benchmarks/intake.ts';
import { ledger } from '../../../benchmarks/ledger.ts';
import { type Load, run as load } from '../../../benchmarks/load.ts';
import { papers } from '../../../benchmarks/papers.ts';
import { search } from '../../../benchmarks/search.ts';

type Flags = Record<string, number>;

/** `bench <name> [--seconds 5] [--rounds 5] …`: every one ends with one line of JSON. `load` and `floor` are the benches' own processes. */
const benches: Record<string, (flags: Flags, argv: string[]) => Promise<object | undefined>> = {
  intake: ({ seconds = 5, rounds = 5, connections }) =>
    intake({ seconds, rounds, connections: connections ? [connections] : [1, 16, 64] }),
  search: ({ upto = 100_000, words = 1_000 }) => search({ upTo: upto, words }),
  ledger: ({ events = 100_000 }) => ledger(events),
  papers: ({ agreements = 500, files = 20 }) => papers(agreements, files),
  load: (_, [what]) => load(JSON.parse(what!) as Load),
  async floor(_, [connection, port]) {
    await serveFloor(JSON.parse(connection!), Number(port));
    return new Promise<undefined>((resolve) => process.once('SIGINT', () => resolve(undefined)));
  },
};

export async function run([name = '', ...argv]: string[]): Promise<number> {
  const bench = benches[name];
  if (!bench) {
    console.error(`有这些：${Object.keys(benches).slice(0, 4).join(' ')}`);
    return 2;
  }
  const figures = await bench(flagsOf(argv), argv);
  if (figures) console.log(JSON.stringify(figures));
  return 0;
}

const flagsOf = (argv: string[]): Flags =>
  Object.fromEntries(argv.flatMap((word, i) => (word.startsWith('--') ? [[word.slice(2), Number(argv[i + 1])]] : [])));
