export { boxFor, derivedKey, fromShares, lock, newPair, openBox, type Pair, sharesOf, unlock } from './boxes.ts';
export { type Keyring, openKeyring, rotateKeyring } from './keyring.ts';
export { VaultProblem, type VaultTrouble } from './problem.ts';
export { type Context, openVault, type Vault } from './vault.ts';
