import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Refusal } from '../../../ground/refusal/index.ts';
import { checkPdf, pagesOf, readSealKey, sealKeys, sealPdf } from './index.ts';
import { smallPdf } from './made-for-tests.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-seal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = new Date('2026-05-11T02:03:04Z');
const centre = { code: '990101', zh: '平澜县社会治理中心' };
const key = sealKeys(path.join(folder, 'own'), () => new Date('2026-05-01T00:00:00Z')).of(centre);
const words = { name: centre.zh, reason: '本中心出具', at };
const has = (program: string) => !spawnSync(program, ['--version']).error;

test.each([
  ['plain lines', smallPdf(2)],
  ['packed stream', smallPdf(3, { packed: true })],
  ['own annotations', smallPdf(1, { annotated: true })],
])('a PDF with its table as %s: sealed, intact, what stood before stands byte for byte', (_, pdf) => {
  const sealed = sealPdf(pdf, key, words);
  expect(sealed.subarray(0, pdf.length).equals(pdf)).toBe(true);
  expect(pagesOf(sealed)).toBe(pagesOf(pdf));
  const found = checkPdf(sealed, key.chain);
  expect(found).toMatchObject({ intact: true, trusted: true, troubles: [], signer: centre.zh, sealedAt: at });
});

test.runIf(has('pdfsig'))('poppler calls it valid over the whole document', () => {
  for (const [name, pdf] of Object.entries({ plain: smallPdf(2), packed: smallPdf(2, { packed: true }) })) {
    const file = path.join(folder, `${name}.pdf`);
    writeFileSync(file, sealPdf(pdf, key, words));
    const said = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
    expect(said).toContain('Signature Validation: Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
  }
});

test.runIf(has('openssl'))('openssl verifies the container against the signed bytes, with CAdES checks on', () => {
  const sealed = sealPdf(smallPdf(), key, words);
  const [, a, b, c] = /ByteRange\[0 (\d+) (\d+) (\d+)/.exec(sealed.toString('latin1'))!.map(Number) as [
    number,
    number,
    number,
    number,
  ];
  writeFileSync(path.join(folder, 'container'), Buffer.from(sealed.toString('latin1', a + 1, b - 1), 'hex'));
  writeFileSync(path.join(folder, 'content'), Buffer.concat([sealed.subarray(0, a), sealed.subarray(b, b + c)]));
  writeFileSync(path.join(folder, 'trust.pem'), key.chain[0]!.toString());
  const done = spawnSync(
    'openssl',
    [
      'cms',
      '-verify',
      '-cades',
      '-inform',
      'DER',
      '-in',
      'container',
      '-content',
      'content',
      '-binary',
      '-CAfile',
      'trust.pem',
      '-purpose',
      'any',
      '-out',
      '/dev/null',
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(done.stderr).toContain('successful');
});

test('every changed byte of the file is found, wherever it lies: the whole file, one flip each', () => {
  const sealed = sealPdf(smallPdf(), key, words);
  const missed: number[] = [];
  const said = new Map<string, number>();
  for (let byte = 0; byte < sealed.length; byte++) {
    const changed = Buffer.from(sealed);
    changed[byte]! ^= 1 << (byte % 8);
    const { intact, troubles } = checkPdf(changed);
    if (intact || troubles.length === 0) missed.push(byte);
    for (const trouble of troubles) said.set(trouble, (said.get(trouble) ?? 0) + 1);
  }
  expect(sealed.length).toBeGreaterThan(2000);
  expect(missed).toEqual([]);
  expect([...said.keys()].join()).toMatch(/正文被改动/);
  expect([...said.keys()].join()).toMatch(/证书被换过/);
  expect([...said.keys()].join()).toMatch(/签名值被改动/);
}, 120_000);

test('cut short, something added, sealed by another, never sealed: each is told in words', () => {
  const sealed = sealPdf(smallPdf(), key, words);
  const other = sealKeys(path.join(folder, 'other')).of(centre);
  expect(checkPdf(sealed.subarray(0, -1)).troubles).toEqual(['文件被截短了，不完整']);
  expect(checkPdf(Buffer.concat([sealed, Buffer.from('x')])).troubles).toEqual(['盖章之后又加了内容']);
  expect(checkPdf(sealed, other.chain)).toMatchObject({ intact: true, trusted: false });
  expect(checkPdf(smallPdf()).troubles.join()).toContain('没有盖过');
  expect(checkPdf(Buffer.from('no pdf at all')).intact).toBe(false);
});

test('the container of one paper does not fit another; another certificate cannot be put in', () => {
  const [one, two] = [smallPdf(1), smallPdf(2)].map((pdf) => sealPdf(pdf, key, words).toString('latin1')) as [string, string];
  const contents = /\/Contents<[0-9a-f]+>/;
  expect(checkPdf(Buffer.from(two.replace(contents, contents.exec(one)![0]), 'latin1')).troubles).toEqual([
    '正文被改动：和盖章时的内容不一样',
  ]);
});

test('the key file is made once, for the program alone, and a county may put its own there', () => {
  const place = path.join(folder, 'own');
  const [file] = readdirSync(place);
  expect(statSync(path.join(place, file!)).mode & 0o777).toBe(0o600);
  expect(sealKeys(place).of(centre).chain[0]!.raw.equals(key.chain[0]!.raw)).toBe(true);
  const certificate = new X509Certificate(readFileSync(path.join(place, file!)));
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  const strange = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  expect(() => readSealKey(`${strange}${certificate.toString()}`)).toThrow('no certificate for its key');
});

test.runIf(has('openssl'))(
  "a county's own EC key under its own authority: the chain goes along, and the authority is what is trusted",
  () => {
    const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    run(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=CA',
      '-days',
      '3650',
    );
    run(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'own.key',
      '-out',
      'own.csr',
      '-subj',
      '/CN=county',
    );
    run(
      'x509',
      '-req',
      '-in',
      'own.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      'own.pem',
      '-days',
      '3650',
    );
    const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
    const own = readSealKey(read('own.key') + read('own.pem'));
    const sealed = sealPdf(smallPdf(), own, { ...words, at: new Date(Date.now() + 60_000) });
    expect(checkPdf(sealed, [new X509Certificate(read('ca.pem'))])).toMatchObject({ trusted: true, signer: 'county' });
    expect(checkPdf(sealed, key.chain)).toMatchObject({ intact: true, trusted: false });
  },
);

test('what cannot be sealed is refused in words: no PDF, broken, with a form, sealed already', () => {
  const why = (bytes: Buffer) => {
    try {
      sealPdf(bytes, key, words);
      return 'sealed';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  };
  const pdf = smallPdf();
  expect(why(Buffer.from('hello'))).toBe('seal.notPdf');
  expect(why(pdf.subarray(0, 400))).toBe('seal.notPdf');
  expect(why(sealPdf(pdf, key, words))).toBe('seal.hasForm');
  for (let at = 0; at < pdf.length; at += 7) {
    const broken = Buffer.from(pdf);
    broken[at]! ^= 0x55;
    expect(['sealed', 'seal.notPdf', 'seal.hasForm']).toContain(why(broken));
  }
});
