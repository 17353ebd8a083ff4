import { dayInChina } from '../../ground/clock/index.ts';
import { routesFor } from '../../support/deadlines/index.ts';

export interface RouteLine {
  code: string;
  zh: string;
  plain: string;
  timeLimit: string;
}

/** The ways on that are told to a party, court always first among them. `chosen` narrows the list but can never drop the court. */
export function routeLines(category: string | null, at: Date, chosen: readonly string[] = []): RouteLine[] {
  const all = routesFor(category ?? undefined, dayInChina(at)).map(({ code, zh, plain, timeLimit }) => ({
    code,
    zh,
    plain,
    timeLimit,
  }));
  const some = chosen.length > 0 ? all.filter((route) => route.code === 'court' || chosen.includes(route.code)) : all;
  return some.sort((a, b) => Number(b.code === 'court') - Number(a.code === 'court'));
}
