import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { ListTable } from '../../../../ground/ui/ListTable.tsx';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import type { ImportRun } from '../api.ts';
import { type Answer, ask } from '../http.ts';
import { ExportRows } from '../pieces/Export.tsx';

/** A row as its cells, each under its heading. */
const sayRow = (content: unknown): string =>
  content && typeof content === 'object'
    ? Object.entries(content)
        .filter(([, v]) => v !== '' && v !== null)
        .map(([k, v]) => `${k}：${String(v)}`)
        .join('；')
    : String(content ?? '');

/** What became of every row; the counts add up, and the whole can be taken back. */
export function ImportResult({ run }: { run: ImportRun }) {
  const client = useQueryClient();
  const { modal } = App.useApp();
  const [trouble, setTrouble] = useState<Answer>();
  const live = useQuery({
    queryKey: ['import', run.id],
    queryFn: () => ask<ImportRun>(`/api/imports/${run.id}`),
    enabled: Boolean(run.id) && !run.dryRun,
    refetchInterval: (q) => (q.state.data?.state === 'running' || (q.state.data?.progress ?? 1) < 1 ? 1000 : false),
  });
  const r = { ...run, ...live.data };
  const progress = r.progress ?? 1;
  const errors = r.rowErrors ?? [];
  const undo = () =>
    modal.confirm({
      title: say('撤回整批导入？'),
      content: say('这一批新增的{{n}}件都会撤回；已经有人办过的会留下并告诉您。', { n: r.added }),
      okText: say('撤回这一批'),
      cancelText: say('不撤'),
      onOk: async () => {
        try {
          await ask(`/api/imports/${r.id}/undo`, { method: 'POST', body: {} });
          await client.invalidateQueries({ queryKey: ['imports'] });
          await live.refetch();
        } catch (error) {
          setTrouble(error as Answer);
        }
      },
    });
  return (
    <section className="card stack" aria-labelledby="result-title" aria-live="polite">
      <h2 id="result-title">{r.dryRun ? say('试导的结果（什么都没有留下）') : say('导入的结果')}</h2>
      {progress < 1 && <progress value={progress} max={1} aria-label={say('导入进度')} style={{ width: '100%' }} />}
      <p className="num">
        {say('共{{rows}}行 = 新增{{added}} + 已有{{known}} + 出错{{errors}}', {
          rows: r.rows.toLocaleString('en-US'),
          added: r.added.toLocaleString('en-US'),
          known: r.known.toLocaleString('en-US'),
          errors: r.errors.toLocaleString('en-US'),
        })}
      </p>
      {trouble && <Trouble trouble={trouble} />}
      {errors.length > 0 && (
        <>
          <ListTable
            rows={errors.slice(0, 200)}
            keyOf={(e) => String(e.row)}
            caption="没有导入的行和原因"
            showCaption
            columns={[
              { zh: '行', num: true, cell: (e) => e.row.toLocaleString('en-US') },
              { zh: '原因', cell: (e) => e.trouble },
              { zh: '内容', cell: (e) => <span className="small">{sayRow(e.content).slice(0, 120)}</span> },
            ]}
          />
          <div>
            <ExportRows
              name={say('没有导入的行')}
              head={['行', '原因', '内容']}
              rows={errors.map((e) => [e.row, e.trouble, sayRow(e.content)])}
            />
          </div>
        </>
      )}
      {!r.dryRun && r.state !== 'undone' && r.added > 0 && (
        <div>
          <button type="button" className="btn warn" onClick={undo}>
            {say('撤回这一批')}
          </button>
        </div>
      )}
    </section>
  );
}
