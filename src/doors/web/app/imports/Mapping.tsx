import { useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import type { ImportPreview } from '../api.ts';

const cellOf = (row: unknown, header: string, i: number): string => {
  const value = Array.isArray(row) ? row[i] : (row as Record<string, unknown>)[header];
  return value === undefined || value === null ? '' : String(value);
};

/** Which column holds what: guessed, shown with real rows, corrected by a person. */
export function Mapping({
  preview,
  start,
  busy,
}: {
  preview: ImportPreview;
  start: (mapping: Record<string, string>, dryRun: boolean) => void;
  busy: boolean;
}) {
  const [mapping, setMapping] = useState(preview.mapping);
  const lacking = preview.fields.filter((f) => f.needed && !mapping[f.field]);
  return (
    <section className="card stack" aria-labelledby="mapping-title">
      <div className="head">
        <h2 id="mapping-title">{say('哪一列是什么')}</h2>
        <span className="small faint">
          {preview.format.toUpperCase()} · {preview.encoding}
        </span>
      </div>
      {preview.warnings.map((w) => (
        <p key={w} className="note soon-note small">
          {w}
        </p>
      ))}
      <div className="twin">
        {preview.fields.map((f) => (
          <div className="field" key={f.field}>
            <label htmlFor={`map-${f.field}`}>
              {say(f.zh)}
              {f.needed && <span className="small faint">（{say('必有')}）</span>}
            </label>
            <select
              id={`map-${f.field}`}
              className="input"
              value={mapping[f.field] ?? ''}
              onChange={(e) => setMapping({ ...mapping, [f.field]: e.target.value })}
            >
              <option value="">{say('（没有这一列）')}</option>
              {preview.headers.map((h) => (
                <option key={h} value={h}>
                  {h}
                </option>
              ))}
            </select>
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={say('文件的前几行')}>
        <table className="grid-table small" style={{ minWidth: `${preview.headers.length * 7}em` }}>
          <caption className="unseen">{say('文件的前几行')}</caption>
          <thead>
            <tr>
              {preview.headers.map((h) => (
                <th key={h} scope="col">
                  {h}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.sample.slice(0, 5).map((row, r) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no name
              <tr key={r}>
                {preview.headers.map((h, i) => (
                  <td key={h}>{cellOf(row, h, i).slice(0, 80)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {lacking.length > 0 && (
        <p className="danger small">{say('还要指明：{{fields}}', { fields: lacking.map((f) => say(f.zh)).join('、') })}</p>
      )}
      <div className="row">
        <button type="button" className="btn" disabled={busy || lacking.length > 0} onClick={() => start(mapping, true)}>
          {say('试导一遍，不留下')}
        </button>
        <button type="button" className="btn main" disabled={busy || lacking.length > 0} onClick={() => start(mapping, false)}>
          {say('正式导入')}
        </button>
      </div>
    </section>
  );
}
