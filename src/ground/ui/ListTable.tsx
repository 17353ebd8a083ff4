import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useKeys } from './keys.ts';
import { say } from './say.ts';

export interface Column<T> {
  zh: string;
  cell: (row: T) => ReactNode;
  num?: boolean;
  /** On a phone the value speaks for itself. */
  bare?: boolean;
}

interface Props<T> {
  rows: readonly T[];
  columns: Column<T>[];
  keyOf: (row: T) => string;
  caption: string;
  showCaption?: boolean;
  /** Enter or a click on the row goes there. */
  open?: ((row: T) => void) | undefined;
}

/** A plain table that J and K walk through and Enter opens; folds into cards on a phone. */
export function ListTable<T>({ rows, columns, keyOf, caption, showCaption = false, open }: Props<T>) {
  const [at, setAt] = useState(-1);
  const body = useRef<HTMLTableSectionElement>(null);
  const step = (by: number) => setAt((old) => Math.max(0, Math.min(rows.length - 1, old + by)));
  useEffect(() => {
    body.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  useKeys(
    open
      ? [
          { key: 'j', zh: '下一行', run: () => step(1) },
          { key: 'k', zh: '上一行', run: () => step(-1) },
          {
            key: 'enter',
            zh: '打开这一行',
            run: () => {
              const row = rows[at];
              if (row) open(row);
            },
          },
        ]
      : [],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={say(caption)}>
      <table className="grid-table folds">
        <caption className={showCaption ? '' : 'unseen'}>{say(caption)}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.zh} scope="col" className={c.num ? 'num' : ''}>
                {say(c.zh)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, i) => (
            <tr
              key={keyOf(row)}
              className={`${i === at ? 'at' : ''} ${open ? 'goes' : ''}`}
              onClick={
                open &&
                ((e) => {
                  if (!(e.target as HTMLElement).closest('a,button,input,label')) open(row);
                })
              }
            >
              {columns.map((c) => (
                <td key={c.zh} data-label={say(c.zh)} className={`${c.num ? 'num' : ''} ${c.bare ? 'bare' : ''}`}>
                  {c.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
