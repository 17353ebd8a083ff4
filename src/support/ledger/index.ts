export { decodeBundle, encodeBundle, MAX_ENTRY_BYTES } from './bundles.ts';
export { canonicalBytes, type Json } from './canonical.ts';
export {
  type Checkpoint,
  type CheckpointReading,
  parseCheckpoint,
  rootIn,
  signCheckpoint,
  verifyCheckpoint,
} from './checkpoint.ts';
export { commit, opens, SALT_BYTES } from './commitment.ts';
export { entryBytes, LedgerEntry, leafHash, readEntry } from './entry.ts';
export { checkEventProof, EventProof, type ProofFinding } from './eventProof.ts';
export { generateNoteKey, type NoteKeyPair, type NoteSigner, type NoteVerifier, openSigner, openVerifier } from './noteKey.ts';
export { verifyConsistency, verifyInclusion } from './proofCheck.ts';
export { consistencyProof, inclusionProof, type NodeReader, rootFrom } from './proofs.ts';
export { rowDigest, UNSEALED_COLUMNS } from './rowSeal.ts';
export { type Suite, type SuiteName, suites } from './suites.ts';
export { proveTampering, type TamperingReport } from './tampering.ts';
export { parseTilePath, TILE_WIDTH, type TileAddress, tilePath } from './tilePath.ts';
export { growTiles, MissingTile, nodesOfTiles, type Tile, type TileReader, tileHashes, tilesOf } from './tiles.ts';
export { append, type CompactRange, emptyRange, rootOf } from './tree.ts';
export { type LogToVerify, type Verdict, verifyLog } from './verify.ts';
export type { Divergence, IndexedEntry } from './walk.ts';
