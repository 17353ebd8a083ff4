import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '../src/centre.ts';
import { roles } from '../src/registers/identity/roles.ts';
import { PartyInput } from '../src/registers/parties/index.ts';

const root = path.resolve(import.meta.dirname, '..');

interface Avoided {
  word: string;
  except: string[];
}

/** Words in backticks in the avoid column, with the folders where they mean something else. */
function avoidedIn(glossary: string): Avoided[] {
  const rows = glossary
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.flatMap(([, , , avoid = '', except = '']) =>
    [...avoid.matchAll(/`(\w+)`/g)].map(([, word]) => ({
      word: word!,
      except: except
        .split(',')
        .map((folder) => folder.trim())
        .filter(Boolean),
    })),
  );
}

/** `verifyLog` → verify, log; plurals as their singular. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_]+/)
    .flatMap((word) => [word, word.replace(/s$/, '')]);

function exportedNames(text: string): string[] {
  const source = ts.createSourceFile('x.tsx', text, ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    const exported =
      ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) return [];
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText(source));
    return 'name' in statement && statement.name ? [(statement.name as ts.Identifier).text] : [];
  });
}

const breaches = (file: string, text: string, avoided: readonly Avoided[]): string[] =>
  exportedNames(text).flatMap((name) =>
    avoided
      .filter(({ word, except }) => wordsOf(name).includes(word) && !except.some((folder) => file.startsWith(`${folder}/`)))
      .map(({ word }) => `${file}: ${name} (${word})`),
  );

describe('glossary', () => {
  let avoided: Avoided[];
  let sources: { file: string; text: string }[];
  beforeAll(async () => {
    avoided = avoidedIn(await readFile(path.join(root, 'docs/glossary.md'), 'utf8'));
    const files = (
      await Promise.all(
        ['src', 'law', 'counties', 'tools'].map(async (folder) =>
          (await readdir(path.join(root, folder), { recursive: true })).map((file) => `${folder}/${file}`),
        ),
      )
    ).flat();
    sources = await Promise.all(
      files
        .filter((file) => /\.tsx?$/.test(file))
        .map(async (file) => ({ file, text: await readFile(path.join(root, file), 'utf8') })),
    );
  });

  test('avoided words stand in no exported name', () => {
    expect(avoided.length).toBeGreaterThan(20);
    expect(sources.length).toBeGreaterThan(200);
    expect(sources.flatMap(({ file, text }) => breaches(file, text, avoided))).toEqual([]);
    expect(exportedNames(sources.find(({ file }) => file === 'src/centre.ts')!.text)).toContain('mayTable');
  });

  test('an avoided word is found wherever it hides', () => {
    const text =
      'export const openTickets = 1;\nexport function caseOf() {}\nexport interface UserRow {}\nexport class SLAClock {}\nconst issue = 2; export const showcase = issue;';
    expect(breaches('src/x.ts', text, avoided).map((hit) => /\((\w+)\)/.exec(hit)![1])).toEqual([
      'ticket',
      'case',
      'user',
      'sla',
    ]);
    expect(breaches('src/support/ledger/x.ts', 'export const verifyLog = 1;', avoided)).toEqual([]);
  });

  test('the roles of the glossary are the roles of the house', async () => {
    const text = await readFile(path.join(root, 'docs/glossary.md'), 'utf8');
    for (const [role, { zh }] of Object.entries(roles)) expect(text).toContain(`\`${role}\` ${zh}`);
  });
});

const FORBIDDEN = /(^|_)(scores?|ranks?|ranking|levels?|risks?|tags?|blacklist(ed)?)(_|$)/;
const ABOUT_PEOPLE = /^(party|person|resident|visitor|volunteer|member|staff)(_|$)|_(party|person)$/;
const personal = ['phone', 'phone_mask', 'id_number', 'id_mask', 'party_id', 'person_id'];

interface Table {
  name: string;
  columns: string[];
}

function tablesOf(sql: string): Table[] {
  const plain = sql.replace(/--.*$/gm, '');
  const made = [...plain.matchAll(/create table (?:if not exists )?(\w+)\s*\(([\s\S]*?)\n\)/gi)].map(([, name, body]) => ({
    name: name!,
    columns: columnsOf(body!),
  }));
  const added = [...plain.matchAll(/alter table (\w+)\s+add column (?:if not exists )?(\w+)/gi)].map(([, name, column]) => ({
    name: name!,
    columns: [column!],
  }));
  return [...made, ...added];
}

/** Names at the start of a column definition: commas inside brackets do not count. */
function columnsOf(body: string): string[] {
  let flat = body;
  while (/\([^()]*\)/.test(flat)) flat = flat.replace(/\([^()]*\)/g, '');
  return flat
    .split(',')
    .map((part) => part.trim().split(/\s+/)[0]!)
    .filter((word) => word && !/^(primary|unique|foreign|check|constraint)$/i.test(word));
}

/** A person is never a number: columns of tables about people that would make them one. Staff may have a professional level. */
function verdictsOnPeople(tables: readonly Table[]): string[] {
  const people = new Set(
    tables
      .filter(({ name, columns }) => ABOUT_PEOPLE.test(name) || columns.some((column) => personal.includes(column)))
      .map(({ name }) => name),
  );
  return tables
    .filter(({ name }) => people.has(name))
    .flatMap(({ name, columns }) =>
      columns
        .filter((column) => FORBIDDEN.test(column) && !(name === 'staff' && column === 'level'))
        .map((column) => `${name}.${column}`),
    );
}

describe('当事人不被打分、排名、贴标签', () => {
  test('数据库里关于人的表没有分数、等级、风险、标签、黑名单', async () => {
    const folder = path.join(root, 'db/migrations');
    const tables = (await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), 'utf8')))).flatMap(
      tablesOf,
    );
    expect(tables.find(({ name }) => name === 'party')?.columns).toContain('consent');
    expect(tables.length).toBeGreaterThan(20);
    expect(verdictsOnPeople(tables)).toEqual([]);
  });

  test('多一列就会被发现', () => {
    expect(verdictsOnPeople(tablesOf('create table party (\n  id uuid not null, risk_level text, primary key (id)\n);'))).toEqual(
      ['party.risk_level'],
    );
    expect(verdictsOnPeople(tablesOf('create table visit (\n  party_id uuid, score int\n);'))).toEqual(['visit.score']);
    expect(
      verdictsOnPeople(tablesOf('create table party (\n  id uuid\n);\nalter table party add column blacklisted boolean;')),
    ).toEqual(['party.blacklisted']);
    expect(verdictsOnPeople(tablesOf('create table staff (\n  level text, rank int\n);'))).toEqual(['staff.rank']);
    expect(verdictsOnPeople(tablesOf('create table matter (\n  level text, risk text\n);'))).toEqual([]);
  });

  test('填写当事人的表单里没有这些格，任何一步都不问当事人的分数或标签', () => {
    const fields = (schema: z.ZodType): string[] =>
      [...JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })).matchAll(/"(\w+)":\{/g)].map(
        ([, name]) => name!.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
      );
    expect(fields(PartyInput)).toContain('name');
    expect(fields(PartyInput).filter((name) => FORBIDDEN.test(name))).toEqual([]);
    for (const { name, input } of commands)
      expect(
        `${name}: ${fields(input)
          .filter((field) => FORBIDDEN.test(field) && field !== 'level')
          .join()}`,
      ).toBe(`${name}: `);
  });
});
