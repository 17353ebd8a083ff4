export type VaultTrouble =
  | 'keys-missing'
  | 'keys-broken'
  | 'keys-open-to-others'
  | 'not-sealed'
  | 'unknown-key'
  | 'does-not-open';

/** A fault, never a refusal: wrong keys, damaged bytes, or bytes moved to a place they were not sealed for. Carries no plaintext. */
export class VaultProblem extends Error {
  readonly trouble: VaultTrouble;

  constructor(trouble: VaultTrouble, message: string) {
    super(message);
    this.name = 'VaultProblem';
    this.trouble = trouble;
  }
}
