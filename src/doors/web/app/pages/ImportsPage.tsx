import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FilePick } from '../../../../ground/ui/FilePick.tsx';
import { ListTable } from '../../../../ground/ui/ListTable.tsx';
import { Empty, Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { sayStamp } from '../../../../ground/ui/when.ts';
import type { ImportPreview, ImportRun } from '../api.ts';
import { type Answer, ask } from '../http.ts';
import { Mapping } from '../imports/Mapping.tsx';
import { ImportResult } from '../imports/Result.tsx';
import { ExportRows } from '../pieces/Export.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Page } from '../pieces/Page.tsx';

/** 批量导入: choose a file, see how it is read, try it without effect, then do it; a whole import can be taken back. */
export default function ImportsPage() {
  const client = useQueryClient();
  const [preview, setPreview] = useState<ImportPreview>();
  const [run, setRun] = useState<ImportRun>();
  const [trouble, setTrouble] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const list = useQuery({
    queryKey: ['imports'],
    queryFn: () => ask<{ imports: ImportRun[] }>('/api/imports').then((r) => r.imports),
  });

  const upload = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setTrouble(undefined);
    setRun(undefined);
    try {
      const body = new FormData();
      body.append('file', file);
      setPreview(await ask<ImportPreview>('/api/imports/preview', { body }));
    } catch (error) {
      setTrouble(error as Answer);
    }
    setBusy(false);
  };
  const start = async (mapping: Record<string, string>, dryRun: boolean) => {
    setTrouble(undefined);
    setBusy(true);
    try {
      const done = await ask<ImportRun>('/api/imports/run', { body: { fileId: preview!.fileId, mapping, dryRun } });
      setRun({ ...done, dryRun });
      if (!dryRun) setPreview(undefined);
      await client.invalidateQueries({ queryKey: ['imports'] });
    } catch (error) {
      setTrouble(error as Answer);
    }
    setBusy(false);
  };
  const rows = list.data ?? [];
  return (
    <Page
      title={say('批量导入')}
      acts={
        <ExportRows
          name={say('批量导入')}
          head={['文件', '时间', '行数', '新增', '已有', '出错']}
          rows={rows.map((r) => [r.name, sayStamp(r.startedAt), r.rows, r.added, r.known, r.errors])}
        />
      }
    >
      <div className="stack">
        <section className="card" aria-labelledby="file-title">
          <h2 id="file-title">{say('选一个文件')}</h2>
          <div className="field">
            <label htmlFor="import-file">{say('CSV、Excel（xlsx）或JSONL，中文编码自动识别')}</label>
            <FilePick
              id="import-file"
              accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson"
              disabled={busy}
              pick={(files) => void upload(files[0])}
            />
          </div>
          {busy && (
            <p role="status" className="soft">
              {say('正在处理…')}
            </p>
          )}
        </section>
        {trouble && <Trouble trouble={trouble} />}
        {preview && <Mapping preview={preview} start={start} busy={busy} />}
        {run && <ImportResult key={`${run.id}${run.dryRun}`} run={run} />}
        <section aria-labelledby="past-title">
          <h2 id="past-title" style={{ marginBottom: 8 }}>
            {say('以前的导入')}
          </h2>
          <Loaded of={list}>
            {(past) =>
              past.length === 0 ? (
                <Empty>
                  <p>{say('还没有导入过。先用“试导一遍”看看，不会留下任何东西。')}</p>
                </Empty>
              ) : (
                <ListTable
                  rows={past}
                  keyOf={(r) => r.id}
                  caption="以前的导入"
                  open={(r) => setRun(r)}
                  columns={[
                    {
                      zh: '文件',
                      bare: true,
                      cell: (r) => (
                        <button type="button" className="link" onClick={() => setRun(r)}>
                          {r.name ?? r.id.slice(0, 8)}
                        </button>
                      ),
                    },
                    { zh: '时间', cell: (r) => <When at={r.startedAt} /> },
                    { zh: '行数', num: true, cell: (r) => r.rows.toLocaleString('en-US') },
                    { zh: '新增', num: true, cell: (r) => r.added.toLocaleString('en-US') },
                    { zh: '已有', num: true, cell: (r) => r.known.toLocaleString('en-US') },
                    {
                      zh: '出错',
                      num: true,
                      cell: (r) => <span className={r.errors ? 'danger strong' : ''}>{r.errors.toLocaleString('en-US')}</span>,
                    },
                    {
                      zh: '情况',
                      cell: (r) =>
                        r.undoneAt || r.state === 'undone'
                          ? say('已撤回')
                          : r.state === 'running'
                            ? say('正在导入')
                            : say('完成'),
                    },
                  ]}
                />
              )
            }
          </Loaded>
        </section>
      </div>
    </Page>
  );
}
