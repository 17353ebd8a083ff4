import { say } from '../../../../ground/ui/say.ts';

/** Every list can be taken away: as a workbook or as plain text. */
export function ExportLinks({ path, params }: { path: string; params: string }) {
  const link = (format: string) => `${path}${params ? `${params}&` : '?'}format=${format}`;
  return (
    <>
      <a className="btn slim" href={link('xlsx')} download>
        {say('导出Excel')}
      </a>
      <a className="btn slim" href={link('csv')} download>
        {say('导出CSV')}
      </a>
    </>
  );
}

const cell = (value: string) => {
  // A cell that begins like a formula is run by spreadsheets: it is kept as text.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The list as it stands on screen, as CSV that Excel opens in Chinese. */
export function ExportRows({
  name,
  head,
  rows,
}: {
  name: string;
  head: string[];
  rows: ReadonlyArray<ReadonlyArray<string | number | null | undefined>>;
}) {
  const save = () => {
    const body = [head, ...rows].map((row) => row.map((v) => cell(String(v ?? ''))).join(',')).join('\r\n');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\ufeff', body], { type: 'text/csv;charset=utf-8' }));
    link.download = `${name}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  return (
    <button type="button" className="btn slim" onClick={save}>
      {say('导出CSV')}
    </button>
  );
}
