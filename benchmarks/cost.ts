import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** CPU milliseconds that a process has used, user and system, with those of its children that have ended. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return ((fields[11]! + fields[12]! + fields[13]! + fields[14]!) * 1000) / TICKS_PER_SECOND;
}

/** The same for a process and all its living children: PostgreSQL is one process a connection. */
export function cpuOfFamily(pid: number): number {
  return cpuOf(pid) + childrenOf(pid).reduce((sum, child) => sum + cpuOf(child), 0);
}

/** Resident memory in MB. */
export function memoryOf(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? 0) / 1024);
}

/** Fields of /proc/<pid>/stat from the state on: the name before it may hold spaces. */
function statOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return Array<number>(20).fill(0);
  }
}

export function childrenOf(pid: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return all.filter((one) => statOf(one)[1] === pid);
}
