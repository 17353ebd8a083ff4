import { printOn } from '../../../../ground/ui/print.ts';

/** One piece of a page on paper, and nothing else of it: what a party takes home holds nothing of anybody else. */
export function printAlone(piece: HTMLElement | null): void {
  if (!piece) return;
  piece.classList.add('alone');
  window.addEventListener('afterprint', () => piece.classList.remove('alone'), { once: true });
  printOn('A4');
}
