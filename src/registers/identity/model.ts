import type { Actor } from '../../ground/command/index.ts';

export interface MediatorProfile {
  kind?: string;
  skills: string[];
  languages: string[];
  trainingHours: number;
  level: number | null;
  availability: Array<{ weekday: number; from: string; to: string }>;
  conflicts?: Array<{ with: string; reason: string; declaredOn: string; phoneBlind?: string; addressBlind?: string }>;
  appointedOn?: string;
}

export interface StaffRow {
  tenantId: number;
  id: string;
  username: string | null;
  name: string;
  roles: string[];
  organisationId: string | null;
  placeCodes: string[];
  does: string | null;
  active: boolean;
  absentFrom: Date | null;
  absentUntil: Date | null;
  handOverTo: string | null;
  mediator: MediatorProfile | null;
  revision: number;
  sealedBy: string | null;
  sealSalt: string | null;
}

export interface CredentialRow {
  staffId: string;
  passwordHash: string;
  totpSecret: Buffer | null;
  totpOn: boolean;
  totpLast: number | null;
  failed: number;
  lockedUntil: Date | null;
  mustChange: boolean;
  changedAt: Date;
  /** The secret half of the person's own key, under the password. */
  keySalt: Buffer | null;
  keySealed: Buffer | null;
}

/** The acting person together with the session that brought them. */
export interface SignedIn extends Actor {
  username: string | null;
  sessionId: string;
  csrf: string;
  mustChange: boolean;
  totpOn: boolean;
  /** Absent colleagues whose work this person carries now. */
  standsInFor: readonly string[];
  /** Their own key as this session keeps it, and the token that opens it, which only the request brings. */
  ownKey: Buffer | null;
  token?: string;
}

/** What a sign-in gives: `token` goes into the cookie and is stored nowhere. */
export interface Admission {
  token: string;
  csrf: string;
  actor: SignedIn;
}
