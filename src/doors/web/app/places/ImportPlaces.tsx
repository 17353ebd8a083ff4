import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FilePick } from '../../../../ground/ui/FilePick.tsx';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { inChina } from '../../../../ground/ui/when.ts';
import { Answer, ask } from '../http.ts';
import { fitsOneRequest, readPlaceFile } from './file.ts';

interface Outcome {
  added: number;
  redrawn: number;
  corrected: number;
  ended: number;
  known: number;
  dryRun: boolean;
  format: Chosen['format'];
  errors: Array<{ row: number; message: string }>;
}
interface Chosen {
  name: string;
  format: 'csv' | 'geojson';
  text: string;
}

/** Places from a file: tried without effect first, then written. */
export function ImportPlaces() {
  const client = useQueryClient();
  const [file, setFile] = useState<Chosen>();
  const [from, setFrom] = useState(() => inChina(new Date()).format('YYYY-MM-DD'));
  const [outcome, setOutcome] = useState<Outcome>();
  const [trouble, setTrouble] = useState<Answer>();
  const [busy, setBusy] = useState(false);
  const run = async (chosen: Chosen, day: string, dryRun: boolean) => {
    setBusy(true);
    setTrouble(undefined);
    setOutcome(undefined);
    try {
      if (!fitsOneRequest(chosen.text))
        throw new Answer(413, { message: say('文件太大。'), waysOn: [say('请分乡镇导入，先上级后下级。')] });
      const { extra } = await ask<{ extra: Outcome }>('/api/places/import-places', {
        body: { format: chosen.format, text: chosen.text, from: day, dryRun },
      });
      setOutcome({ ...extra, format: chosen.format });
      if (!dryRun) {
        setFile(undefined);
        await client.invalidateQueries({ queryKey: ['places'] });
        await client.invalidateQueries({ queryKey: ['place'] });
      }
    } catch (error) {
      setTrouble(error as Answer);
    }
    setBusy(false);
  };
  const pick = async (picked: File | undefined) => {
    if (!picked) return;
    const chosen = await readPlaceFile(picked);
    setFile(chosen);
    await run(chosen, from, true);
  };
  return (
    <details className="card" style={{ marginBottom: 16 }}>
      <summary className="strong">{say('导入区划与边界')}</summary>
      <div className="stack" style={{ marginTop: 8 }}>
        <div className="twin">
          <div className="field">
            <label htmlFor="places-file">{say('CSV或GeoJSON，坐标用CGCS2000')}</label>
            <p className="hint" id="places-hint">
              {say('要有编码和名称；可以有生效日期、失效日期、人口、边界。选好先试算，不会写入。')}
            </p>
            <FilePick
              id="places-file"
              accept=".csv,.txt,.json,.geojson"
              disabled={busy}
              describedBy="places-hint"
              pick={(files) => void pick(files[0])}
            />
          </div>
          <div className="field">
            <label htmlFor="places-from">{say('从哪天起（文件里没写的）')}</label>
            <input
              id="places-from"
              type="date"
              className="input"
              value={from}
              onChange={(e) => {
                setFrom(e.target.value);
                if (file && e.target.value) void run(file, e.target.value, true);
              }}
            />
          </div>
        </div>
        {trouble && <Trouble trouble={trouble} />}
        <div role="status">
          {busy ? <p className="soft">{say('正在读取…')}</p> : outcome && <Told outcome={outcome} file={file} />}
        </div>
        {file && outcome?.dryRun && !busy && (
          <div>
            <button type="button" className="btn main" onClick={() => void run(file, from, false)}>
              {outcome.errors.length > 0 ? say('写入其余的') : say('写入')}
            </button>
          </div>
        )}
      </div>
    </details>
  );
}

/** Rows are counted as the server counts them: the heading is none. */
const where = { csv: '表头下第{{n}}行', geojson: '第{{n}}个要素' } as const;
const counted = [
  ['added', '新增'],
  ['redrawn', '换新版本'],
  ['corrected', '更正'],
  ['ended', '停用'],
  ['known', '已有，不变'],
] as const;

function Told({ outcome, file }: { outcome: Outcome; file: Chosen | undefined }) {
  return (
    <div className="stack tight">
      <p className={outcome.dryRun ? '' : 'kept'}>
        {outcome.dryRun ? say('试算{{name}}，还没有写入：', { name: file?.name ?? '' }) : `✓ ${say('已写入：')}`}
        {counted.map(([key, zh]) => `${say(zh)} ${outcome[key]}`).join(' · ')}
      </p>
      {outcome.errors.length > 0 && (
        <>
          <p className="danger">{say('{{n}}行没有读进来，别的行不受影响：', { n: outcome.errors.length })}</p>
          <ul className="small" style={{ maxHeight: 240, overflowY: 'auto' }}>
            {outcome.errors.slice(0, 200).map((e) => (
              <li key={`${e.row}${e.message}`}>
                {say(where[outcome.format], { n: e.row })}：{e.message}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
