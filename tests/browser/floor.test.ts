import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Chrome 109 is the last one on Windows 7, and county offices have it. The build lowers syntax; it brings no built-in that the
 * browser lacks. Each row: what came later, with which version, how it is told, and a piece of text that must be told.
 */
const later: ReadonlyArray<readonly [name: string, since: number, told: RegExp, sample: string]> = [
  ['Array by copy', 110, /\.(toSorted|toReversed|toSpliced)\(/, 'rows.toSorted()'],
  ['Array.prototype.with', 110, /\.with\(/, 'rows.with(0,1)'],
  ['color-mix()', 111, /color-mix\(/, 'color:color-mix(in srgb,red,blue)'],
  ['lab, lch, oklab, oklch', 111, /[:\s,(](ok)?(lab|lch)\(/, 'color:oklch(60% .1 20)'],
  ['trigonometry in CSS', 111, /[:\s,(](sin|cos|tan|atan2)\((-?\d|var)/, 'rotate:calc(1deg * sin(45deg))'],
  ['String well-formed', 111, /(is|to)WellFormed\(/, 'text.isWellFormed()'],
  ['view transitions in CSS', 111, /view-transition-name/, 'view-transition-name:x'],
  ['lh and rlh', 111, /[\d.](r?lh)\b/, 'height:2lh'],
  ['linear() easing', 113, /[:\s,]linear\(\d/, 'transition:all 1s linear(0,1)'],
  ['text-wrap', 114, /text-wrap:/, 'text-wrap:balance'],
  ['popover', 114, /\.showPopover\(|:popover-open/, 'box.showPopover()'],
  ['AbortSignal.any', 116, /AbortSignal\.any\(/, 'AbortSignal.any([a])'],
  ['starting-style', 117, /@starting-style/, '@starting-style{}'],
  ['subgrid', 117, /[:\s]subgrid/, 'grid-template-rows:subgrid'],
  ['groupBy', 117, /(Object|Map)\.groupBy\(/, 'Object.groupBy(rows,f)'],
  ['scope', 118, /@scope[\s({]/, '@scope (.a){}'],
  ['Promise.withResolvers', 119, /Promise\.withResolvers/, 'Promise.withResolvers()'],
  ['relative colours', 119, /(rgb|hsl|hwb)a?\(from /, 'color:rgb(from red r g b)'],
  ['URL.canParse', 120, /URL\.canParse\(/, 'URL.canParse(text)'],
  ['nesting', 120, /&[\s:.>[][^{};"'`]*\{/, 'a{color:red;&:hover{color:blue}}'],
  ['Array.fromAsync', 121, /Array\.fromAsync\(/, 'Array.fromAsync(rows)'],
  ['Set algebra', 122, /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/, 'a.isSubsetOf(b)'],
  ['Iterator.from', 122, /\bIterator\.from\(/, 'Iterator.from(rows)'],
  ['light-dark()', 123, /light-dark\(/, 'color:light-dark(red,blue)'],
  ['field-sizing', 123, /field-sizing:/, 'field-sizing:content'],
  ['anchors', 125, /anchor-name:|position-area:/, 'anchor-name:--a'],
  ['round, mod, rem', 125, /[:\s,](round|mod|rem)\((up|down|nearest|to-zero|-?\d)/, 'width:round(up,1.2px,1px)'],
  ['Promise.try', 128, /Promise\.try\(/, 'Promise.try(f)'],
  ['RegExp.escape', 136, /RegExp\.escape\(/, 'RegExp.escape(text)'],
];

/** What may stand there all the same, because without it nothing is lost. */
const harmless: Readonly<Record<string, string>> = {
  'text-wrap': 'a heading breaks a little less evenly',
  'view transitions in CSS': 'named by React for a component that we do not use, which asks whether the browser has them',
  'color-mix()': 'the line between two joined primary buttons of antd, which we do not have',
};
/** A syntax of CSS is looked for in style sheets; in scripts the same characters are `a&b` and `x.round(1)`. */
const onlyInCss = new Set([
  'nesting',
  'trigonometry in CSS',
  'round, mod, rem',
  'linear() easing',
  'lh and rlh',
  'lab, lch, oklab, oklch',
]);

describe('the built pages and the oldest browser', () => {
  const folder = path.resolve(import.meta.dirname, '../../dist/web/assets');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => /\.(js|css)$/.test(file)) : [];

  test('ask for nothing that Chrome 109 has not', () => {
    expect(files.length, 'not built yet: npm test builds it').toBeGreaterThan(10);
    const found = files.flatMap((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      return later
        .filter(([name, , told]) => told.test(text) && !(file.endsWith('.js') && onlyInCss.has(name)))
        .map(([name, since]) => ({ name, said: `${name} (Chrome ${since}) in ${file}` }));
    });
    expect(found.filter(({ name }) => !(name in harmless)).map(({ said }) => said)).toEqual([]);
    // An excuse that nothing needs any more goes.
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(Object.keys(harmless)));
  });

  test.each(later.map(([name, since, told, sample]) => [name, since, told, sample] as const))(
    '%s (Chrome %i) would be found',
    (_, since, told, sample) => {
      expect(since).toBeGreaterThan(109);
      expect(told.test(sample)).toBe(true);
    },
  );
});
