import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Column, ListTable } from '../../../../ground/ui/ListTable.tsx';
import { Empty } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { ask } from '../http.ts';
import { ExportLinks } from '../pieces/Export.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Page } from '../pieces/Page.tsx';

interface SealUse {
  id: string;
  number: string | null;
  organisation: string | null;
  paper: string;
  code: string;
  matterId: string;
  pages: number;
  copies: number;
  across: boolean;
  asker: string | null;
  askedAt: string;
  approver: string | null;
  approvedAt: string | null;
}

const columns: Column<SealUse>[] = [
  { zh: '登记号', cell: (u) => <span className="num">{u.number ?? say('等主任批')}</span> },
  { zh: '印章', cell: (u) => u.organisation },
  { zh: '文书', bare: true, cell: (u) => <span className="strong">{say(u.paper)}</span> },
  { zh: '编码', cell: (u) => <span className="num">{u.code}</span> },
  {
    zh: '页数和份数',
    cell: (u) => `${say('{{pages}}页{{copies}}份', { pages: u.pages, copies: u.copies })}${u.across ? `，${say('骑缝')}` : ''}`,
  },
  {
    zh: '申请',
    cell: (u) => (
      <>
        {u.asker} <When at={u.askedAt} />
      </>
    ),
  },
  {
    zh: '批准',
    cell: (u) => (
      <>
        {u.approver} <When at={u.approvedAt} />
      </>
    ),
  },
];

/** The seal-use register of this year: who asked, who approved, on what. */
export default function SealUsesPage() {
  const go = useNavigate();
  const page = useQuery({
    queryKey: ['seal-uses'],
    queryFn: () => ask<{ year: number; lines: SealUse[] }>('/api/mediation/seal-uses'),
  });
  return (
    <Page title={say('用印登记')} acts={<ExportLinks path="/api/seal-uses/export" params="" />}>
      <Loaded of={page}>
        {({ year, lines }) =>
          lines.length === 0 ? (
            <Empty>{say('今年还没有用印。')}</Empty>
          ) : (
            <ListTable
              rows={lines}
              columns={columns}
              keyOf={(u) => u.id}
              caption={say('{{year}}年用印登记', { year })}
              open={(u) => void go({ to: `/matters/${u.matterId}` })}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
