import { proveTampering } from '../src/support/ledger/tampering.ts';
import { startHouse, throwAwayFolder, verb } from '../tests/faults/house.fixture.ts';
import { sendDuplicates } from '../tests/faults/idempotency.ts';
import { killing } from '../tests/faults/killing.ts';
import { playDialogues } from './dialogues.ts';

/** `holds`: whether the promise was kept; the figures are printed as one line of JSON. */
interface Proof {
  zh: string;
  run(size: number | undefined, folder: string | undefined): Promise<{ holds: boolean; figures: object }>;
}

const say = (line: string) => console.log(line);

const proofs: Record<string, Proof> = {
  kill: {
    zh: 'R1、R2：反复 kill -9，已确认的一件不丢（默认 1000 轮，约一小时）',
    async run(rounds = 1000) {
      return inPlace(async (data) => {
        const { report, house } = await killing({ data, rounds, say });
        const { json } = await verb(data, 'verify');
        await house.stop();
        const holds = report.lost.length === 0 && report.doubled === 0 && report.strange.length === 0 && Boolean(json.ok);
        return { holds, figures: { ...report, ledger: json.ok } };
      });
    },
  },
  idempotency: {
    zh: 'R6：同一个提交编号重复 25 次，只生效一次（默认 100,000 次请求）',
    async run(requests = 100_000) {
      return inPlace(async (data) => {
        const house = await startHouse({ data });
        const report = await sendDuplicates(house.url, { keys: Math.ceil(requests / 25) });
        await house.stop();
        return {
          holds: report.effects === report.keys && report.differing.length === 0 && Object.keys(report.refused).length === 0,
          figures: report,
        };
      });
    },
  },
  ledger: {
    zh: 'R15：对 10,000 条的账本做每一种改动，都要找出来',
    async run(each = 5_000) {
      const report = await proveTampering({ events: 10_000, flipEvery: 1, each });
      return {
        holds: report.missed.length === 0 && report.detected === report.mutations,
        figures: { ...report, missed: report.missed.length },
      };
    },
  },
  dialogues: {
    zh: '把一个文件夹里的调解对话（JSONL）一件件办到归档（默认 ../shared/data/mediation_dialogues）',
    async run(_, folder = '../shared/data/mediation_dialogues') {
      const report = await playDialogues(folder);
      return { holds: report.archived >= 30, figures: report };
    },
  },
};

async function inPlace<T>(work: (data: string) => Promise<T>): Promise<T> {
  const place = throwAwayFolder();
  try {
    return await work(`${place.folder}/data`);
  } finally {
    place.remove();
  }
}

const [name = '', size] = process.argv.slice(2);
const folder = size && Number.isNaN(Number(size)) ? size : undefined;
const proof = proofs[name];
if (!proof) {
  say(
    `用法：npm run prove -- <名称> [规模]\n${Object.entries(proofs)
      .map(([key, { zh }]) => `  ${key.padEnd(13)}${zh}`)
      .join('\n')}`,
  );
  process.exit(name ? 2 : 0);
}
const began = performance.now();
const { holds, figures } = await proof.run(size && !folder ? Number(size) : undefined, folder);
say(JSON.stringify({ proof: name, holds, ...figures, seconds: Math.round((performance.now() - began) / 1000) }));
process.exit(holds ? 0 : 1);
