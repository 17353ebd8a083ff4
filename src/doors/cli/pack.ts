import type { MediatorProfile } from '../../registers/identity/index.ts';
import type { Place, PostKind } from '../../registers/places/index.ts';

/** All that a new centre starts with; every list may be empty. Keys are stable: ids are made from them. */
export interface CentrePack {
  /** What else stands here (address, phone, method pack) goes into the centre's settings. */
  centre: { code: string; zh: string; label: string; hosts: readonly string[]; [setting: string]: unknown };
  places: readonly Place[];
  organisations: readonly PackOrganisation[];
  staff: readonly PackStaff[];
  posts: readonly PackPost[];
}
export interface PackOrganisation {
  key: string;
  zh: string;
  shortName: string;
  kind: string;
  level: string | null;
  placeCode: string | null;
  duties: readonly string[];
  settings?: Record<string, unknown>;
}
export interface PackStaff {
  key: string;
  /** Null for somebody who is only on the list and never signs in. */
  username: string | null;
  name: string;
  roles: readonly string[];
  organisationKey: string | null;
  placeCodes: readonly string[];
  does?: string;
  mediator?: MediatorProfile | null;
}
export interface PackPost {
  placeCode: string;
  post: PostKind;
  name: string;
  staffKey: string | null;
  from: string;
  to: string | null;
}

/** A centre's number among the tenants: its county's six digits. */
export const tenantIdOf = (code: string): number => Number(code.slice(0, 6));
