import { useQuery } from '@tanstack/react-query';
import { say } from '../../../../ground/ui/say.ts';
import type { Organisation, Place, StaffMember } from '../api.ts';
import { ask } from '../http.ts';
import { useRules } from './Promise.tsx';

const long = { staleTime: 600_000 };

export const usePlaces = () =>
  useQuery({ queryKey: ['places'], queryFn: () => ask<{ places: Place[] }>('/api/places').then((r) => r.places), ...long });
export const useOrganisations = () =>
  useQuery({
    queryKey: ['organisations'],
    queryFn: () => ask<{ organisations: Organisation[] }>('/api/organisations').then((r) => r.organisations),
    ...long,
  });
export const useStaff = () =>
  useQuery({ queryKey: ['staff'], queryFn: () => ask<{ staff: StaffMember[] }>('/api/staff').then((r) => r.staff), ...long });

/** What a body is charged with or a mediator is good at: a kind of dispute, a family of kinds, or a business of its own. */
const ownBusiness: Record<string, string> = { '*': '各类纠纷', ADM: '行政争议', PET: '信访事项' };
export function useDuties(): (codes: readonly unknown[]) => string {
  const { data: rules } = useRules();
  const named = (code: string) =>
    String(
      ownBusiness[code] ??
        rules?.categories.find((c) => c.code === code)?.zh ??
        rules?.categories.find((c) => String(c.code).startsWith(code))?.stat ??
        code,
    );
  return (codes) => [...new Set(codes.map((code) => say(named(String(code)))))].join('、');
}

/** Names come as one line. Of a crowd the first few are enough to know it by. */
export function someOf(names: string): string {
  const each = names.split(/(?<=[\p{Script=Han}\d”）]) (?=\p{Script=Han})/u);
  return each.length > 5 ? say('{{some}}等{{n}}方', { some: each.slice(0, 3).join('、'), n: each.length }) : each.join('、');
}
