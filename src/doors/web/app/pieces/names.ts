import { useQuery } from '@tanstack/react-query';
import type { Organisation, Place, StaffMember } from '../api.ts';
import { ask } from '../http.ts';

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
