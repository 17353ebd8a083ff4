/**
 * An expected "no" of the embedded database: `message` says in Chinese what is wrong, `wayOn` what the person at the
 * machine can do about it. `code` is stable and may be tested for.
 */
export class PostgresRefusal extends Error {
  readonly code: PostgresRefusalCode;
  readonly wayOn: string;

  constructor(code: PostgresRefusalCode, message: string, wayOn: string, cause?: unknown) {
    super(`${message} ${wayOn}`, { cause });
    this.name = 'PostgresRefusal';
    this.code = code;
    this.wayOn = wayOn;
  }
}

export type PostgresRefusalCode =
  | 'folder-in-use'
  | 'folder-not-ours'
  | 'platform-without-binaries'
  | 'no-unprivileged-user'
  | 'socket-folder-taken'
  | 'initdb-failed'
  | 'start-failed'
  | 'stranger-answered'
  | 'leftover-will-not-stop'
  | 'other-major-version';
