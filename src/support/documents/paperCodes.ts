import type { Vault } from '../../ground/vault/index.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The twelve characters under which a stranger checks an issued paper (`/v/…`): known as soon as the paper has an id, so that they can be
 * printed on it; worked out with the centre's key, so that nobody can go from one to the next.
 */
export function publicCode(vault: Vault, tenantId: number, documentId: string): string {
  let number = vault.blind(String(tenantId), 'paper.public', documentId).readBigUInt64BE();
  let code = '';
  for (let i = 0; i < 12; i++, number >>= 5n) code += ALPHABET[Number(number & 31n)];
  return code;
}

export interface PaperCode {
  matterCode: string;
  /** The last eight characters of the document's id. */
  document: string;
  pages: number;
}
export const shortId = (documentId: string): string => documentId.replaceAll('-', '').slice(-8).toUpperCase();

/** What the square on a paper to be signed in ink says, so that the scan that comes back is known again: matter, paper, number of pages. */
export const paperCode = ({ matterCode, document, pages }: PaperCode): string => `JF1.${matterCode}.${document}.${pages}`;

export function readPaperCode(text: string): PaperCode | undefined {
  const found = /^JF1\.([0-9A-HJKMNP-TV-Z]{12})\.([0-9A-F]{8})\.(\d{1,3})$/.exec(text.trim());
  return found ? { matterCode: found[1]!, document: found[2]!, pages: Number(found[3]) } : undefined;
}
