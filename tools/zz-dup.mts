import { startHouse, throwAwayFolder } from '/work/main/tests/faults/house.fixture.ts';
import { sendDuplicates } from '/work/main/tests/faults/idempotency.ts';
const p = throwAwayFolder();
const h = await startHouse({ data: p.folder + '/data' });
console.log(JSON.stringify(await sendDuplicates(h.url, { keys: 40 })));
console.log(h.said().match(/.*"fault".*/g)?.map((l) => l.slice(0, 700)).slice(0, 3).join('\n'));
await h.stop(); p.remove();
