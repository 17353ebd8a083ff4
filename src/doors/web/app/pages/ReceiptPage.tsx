import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { say } from '../../../../ground/ui/say.ts';
import type { ReceiptSlip } from '../api.ts';
import { ask } from '../http.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { Page } from '../pieces/Page.tsx';
import { PrintButtons, Slip } from '../receive/Slip.tsx';

export default function ReceiptPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const slip = useQuery({ queryKey: ['receipt', id], queryFn: () => ask<ReceiptSlip>(`/api/matters/${id}/receipt`) });
  return (
    <Page
      title={say('受理回执')}
      acts={
        <>
          <Link className="btn slim" to={`/matters/${id}`}>
            {say('回到事项')}
          </Link>
          <PrintButtons />
        </>
      }
    >
      <Loaded of={slip}>{(s) => <Slip slip={s} />}</Loaded>
    </Page>
  );
}
