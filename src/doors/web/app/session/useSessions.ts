import { useQuery } from '@tanstack/react-query';
import { ask } from '../http.ts';
import type { Sessions } from './types.ts';

export const useSessions = (matterId: string, wanted = true) =>
  useQuery({
    queryKey: ['sessions', matterId],
    queryFn: () => ask<Sessions>(`/api/matters/${matterId}/sessions`),
    enabled: wanted,
  });
