import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
export const PASSWORD = 'seven boats at the quay';

export interface RunningHouse {
  base: string;
  close(): Promise<void>;
}

/** The built product, started as a user starts it: one demo day, a data folder of its own, a free port. `npm test` and `npm start` build it. */
export async function startHouse(days = 1): Promise<RunningHouse> {
  const program = path.join(root, 'dist/jiefen.mjs');
  if (!existsSync(program) || !existsSync(path.join(root, 'dist/web/index.html')))
    throw new Error('not built yet: npm test builds it');
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-browser-'));
  const port = await freePort();
  const env = {
    ...process.env,
    JIEFEN_DATA: folder,
    PORT: String(port),
    JIEFEN_DEMO_DAYS: String(days),
    JIEFEN_DEMO_PASSWORD: PASSWORD,
  };
  const server = spawn(process.execPath, [program, 'start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    await started(server);
  } catch (error) {
    server.kill('SIGKILL');
    throw error;
  }
  return {
    base: `http://127.0.0.1:${port}`,
    async close() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function started(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('解纷已启动')) resolve();
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
