/** A cell that cannot break its table. */
const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ') || '—';

export function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(headers), `|${headers.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** The first line of every drawn page: where it comes from, and how to draw it again. */
export const drawnFrom = (source: string): string =>
  `<!-- Drawn from ${source} by \`npx jiefen draw\`; a test compares. Do not edit. -->`;

export const page = (...parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

/** Mermaid, as GitHub and Gitea show it. */
export const diagram = (lines: readonly string[]): string => ['```mermaid', ...lines, '```'].join('\n');
