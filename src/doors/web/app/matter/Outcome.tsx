import { Link } from '@tanstack/react-router';
import { say } from '../../../../ground/ui/say.ts';
import type { SentLetter } from '../api.ts';
import { Letters } from './Invitation.tsx';

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** What a move left in the hand besides the new state: a paper to print, a new matter, a sentence to read out. */
export function Outcome({ zh, extra, close }: { zh: string; extra: Record<string, unknown>; close: () => void }) {
  const paper = text(extra.documentId);
  const papers = Array.isArray(extra.documentIds) ? (extra.documentIds as string[]) : paper ? [paper] : [];
  const next = text(extra.matterId) ?? text(extra.newMatterId);
  const words = text(extra.zh) ?? text(extra.message);
  const letters = Array.isArray(extra.letters) ? (extra.letters as SentLetter[]) : [];
  if (papers.length === 0 && !next && !words && letters.length === 0) return null;
  return (
    <div className="note kept-note row" role="status" style={{ marginTop: 16 }}>
      <span>
        ✓ {say('已办：{{what}}', { what: zh })}
        {words && `。${words}`}
      </span>
      {papers.map((id, i) => (
        <Link key={id} className="btn slim" to={`/documents/${id}`}>
          {papers.length > 1 ? say('打印第{{n}}份', { n: i + 1 }) : say('打印这份文书')}
        </Link>
      ))}
      {next && (
        <Link className="btn slim" to={`/matters/${next}`}>
          {say('打开新立的一件')}
        </Link>
      )}
      {letters.length > 0 && <Letters letters={letters} />}
      <button type="button" className="btn quiet slim push" onClick={close}>
        {say('知道了')}
      </button>
    </div>
  );
}
