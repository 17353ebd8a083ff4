export { readSealKey, type SealKey, selfSigned } from './certificate.ts';
export { checkPdf, type PdfFinding } from './checkPdf.ts';
export { type SealKeys, sealKeys } from './keys.ts';
export { PdfFile } from './pdfFile.ts';
export { sealRefusals } from './refusals.ts';
export { pagesOf, type SealWords, sealPdf } from './sealPdf.ts';
