import { sayCapital, sayYuan } from './money.ts';
import { say } from './say.ts';

/** An amount in fen, with separators; in capitals where the law wants them. */
export function Money({ fen, capital = false }: { fen: number | null | undefined; capital?: boolean }) {
  if (fen === null || fen === undefined) return null;
  return (
    <span className="num">
      {say('{{amount}}元', { amount: sayYuan(fen) })}
      {capital && <span className="soft">（{sayCapital(fen)}）</span>}
    </span>
  );
}
