import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Forms, MatterReply } from '../api.ts';
import { type Answer, ask } from '../http.ts';

/** Makes a move; the reply carries the new view and the moves now open, so nothing is read twice. */
export function useMove(id: string) {
  const client = useQueryClient();
  return useMutation<MatterReply, Answer, { path: string; body: Record<string, unknown> }>({
    mutationFn: ({ path, body }) => ask<MatterReply>(path, { body }),
    onSuccess: (reply) => {
      void client.invalidateQueries({ queryKey: ['work'] });
      void client.invalidateQueries({ queryKey: ['matters'] });
      if (reply.parting) return;
      client.setQueryData<MatterReply>(['matter', id], (old) => ({
        ...old,
        ...reply,
        thread: reply.thread ?? old?.thread ?? [],
        names: { ...old?.names, ...reply.names },
      }));
      if (!reply.thread) void client.invalidateQueries({ queryKey: ['matter', id] });
    },
    onError: (answer) => {
      if (answer.code.endsWith('stale') || answer.status === 409) void client.invalidateQueries({ queryKey: ['matter', id] });
    },
  });
}

export const readMatter = (id: string) => ask<MatterReply>(`/api/matters/${encodeURIComponent(id)}`);

/** Every form at once and beforehand: no move waits for its form. */
export const useForms = () => useQuery({ queryKey: ['forms'], queryFn: () => ask<Forms>('/api/forms'), staleTime: 3_600_000 });
