export { type AttachmentKind, mimeOf } from './kinds.ts';
export { attachmentRefusals } from './refusals.ts';
export { builtInScan, type Scan, type ScanVerdict, scanWith } from './scan.ts';
export { openSlip, type StoredFile, slipFor } from './slip.ts';
export { type AttachmentState, type AttachmentStore, openAttachmentStore, type StoredAttachment } from './store.ts';
