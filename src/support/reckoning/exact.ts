type Whole = number | bigint;

/** fen × numerator ÷ denominator to the whole fen, halves up. Reckoned in whole numbers of any size: no float, no drift. */
export function part(fen: Whole, numerator: Whole, denominator: Whole = 1): number {
  const [top, bottom] = [BigInt(fen) * BigInt(numerator), BigInt(denominator)];
  return Number((top * 2n + bottom) / (bottom * 2n));
}

/** One per cent is ten thousand parts in a million: 3.85 % is 38 500. */
export const MILLION = 1_000_000;
export const partsOf = (percent: number): number => Math.round(percent * 10_000);
export const sayPercent = (parts: number): string => `${Number((parts / 10_000).toFixed(4))}%`;
