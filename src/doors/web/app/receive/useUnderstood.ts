import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Understood } from '../api.ts';
import { ask } from '../http.ts';
import type { Receiving } from './model.ts';

/** What the words say, asked again 300 ms after the last key. Too short a text says nothing yet. */
export function useUnderstood({ narrative, place, reporter }: Receiving) {
  const said = JSON.stringify({ narrative, place, reporter: reporter?.phone || reporter?.name ? reporter : undefined });
  const [settled, setSettled] = useState(said);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(said), 300);
    return () => clearTimeout(timer);
  }, [said]);
  return useQuery({
    queryKey: ['understand', settled],
    queryFn: () => ask<Understood>('/api/intake/understand', { body: JSON.parse(settled) }),
    enabled: narrative.trim().length >= 6,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
