import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Trouble, Waiting } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { Answer } from '../http.ts';

/** Waiting, trouble with its way on, or the thing itself. Old content stays while new content is on its way. */
export function Loaded<T>({ of, children }: { of: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) {
    return (
      <Trouble trouble={of.error as unknown as Answer}>
        <button type="button" className="btn" onClick={() => void of.refetch()}>
          {say('再读一次')}
        </button>
      </Trouble>
    );
  }
  return <Waiting />;
}
