import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import { ask } from '../http.ts';
import { Loaded } from '../pieces/Loaded.tsx';

/** The paper twin of every form, for who writes by hand: at a kitchen table, without a line, or with a name that no font has. */
export function BlankPapers({ matterId }: { matterId: string }) {
  const [open, setOpen] = useState(false);
  const forms = useQuery({
    queryKey: ['forms-on-paper'],
    queryFn: () => ask<{ forms: Array<{ code: string; zh: string }> }>('/api/papers'),
    enabled: open,
    staleTime: 3_600_000,
  });
  return (
    <details className="small no-print" style={{ marginTop: 12 }} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('空白文书，打印了手写')}</summary>
      {open && (
        <Loaded of={forms}>
          {(data) => (
            <ul className="plain blank-papers">
              {data.forms.map(({ code, zh }) => (
                <li key={code}>
                  <a href={`/api/matters/${matterId}/blank/${code}.pdf`} target="_blank" rel="noreferrer" lang="zh-CN">
                    {zh}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      )}
    </details>
  );
}
