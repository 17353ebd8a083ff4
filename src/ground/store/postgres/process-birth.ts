import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** When process `pid` was born, as the machine tells it; undefined when there is none. With the number it names one process for ever. */
export function birthOf(pid: number): string | undefined {
  return process.platform === 'linux' ? birthInProc(pid) : birthInPs(pid);
}

/** Field 22 of /proc/N/stat; the second field is a name in brackets that may hold spaces. A zombie is nobody. */
function birthInProc(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
}

function birthInPs(pid: number): string | undefined {
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}

/** The world in which a process number means something: this boot of this machine, this container. */
export function numberSpace(): string {
  return `${readIfThere('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${linkIfThere('/proc/self/ns/pid') ?? ''}`;
}

export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function linkIfThere(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
