import { centre as demoCentre } from '../../../counties/demo/centre.ts';
import { type MediatorProfile as Listed, mediators } from '../../../counties/demo/mediators.ts';
import { type Organisation, organisations } from '../../../counties/demo/organisations.ts';
import { places } from '../../../counties/demo/places.ts';
import { posts } from '../../../counties/demo/posts.ts';
import { type Role as Short, type StaffMember, staff } from '../../../counties/demo/staff.ts';
import { centre as secondCentre } from '../../../counties/second/centre.ts';
import { organisations as secondOrganisations } from '../../../counties/second/organisations.ts';
import { places as secondPlaces } from '../../../counties/second/places.ts';
import { staff as secondStaff } from '../../../counties/second/staff.ts';
import type { MediatorProfile } from '../../registers/identity/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import type { Place } from '../../registers/places/index.ts';
import type { CentrePack, PackOrganisation, PackStaff } from './pack.ts';

/** The role table's short names (WIN, SEAT …) in the words of the house. */
const roleOf: Readonly<Record<Short, Role>> = {
  WIN: 'window',
  SEAT: 'seat',
  GRID: 'gridWorker',
  TRI: 'triage',
  ORG: 'org',
  MED: 'mediator',
  JUD: 'judge',
  PAR: 'partner',
  CREW: 'crew',
  LEAD: 'leader',
  SAF: 'safety',
  ARC: 'archivist',
  AUD: 'auditor',
  ADM: 'admin',
};

const organisationOf = ({
  key,
  zh,
  shortName,
  kind,
  level,
  placeCode,
  duties,
  desk,
  members,
  parent,
  termEndsOn,
}: Organisation): PackOrganisation => ({
  key,
  zh,
  shortName,
  kind,
  level,
  placeCode,
  duties,
  settings: { desk: { ...desk }, members, parentKey: parent, termEndsOn },
});

/** A grid worker answers for every grid of the village; everybody else for the place of their post. */
function staffOf(
  { account, name, roles, organisation, placeCode, zh }: StaffMember,
  all: readonly Place[],
  profile: MediatorProfile | null,
): PackStaff {
  const grids = [
    ...new Set(all.filter((place) => place.level === 'grid' && place.parent === placeCode).map((place) => place.code)),
  ];
  const placeCodes = roles.includes('GRID') ? grids : [placeCode];
  return {
    key: account,
    username: account,
    name,
    roles: roles.map((role) => roleOf[role]),
    organisationKey: organisation,
    placeCodes,
    does: zh,
    mediator: profile,
  };
}

const profileOf = ({
  kind,
  skills,
  languages,
  training,
  level,
  availability,
  conflicts,
  appointedOn,
}: Listed): MediatorProfile => ({
  kind,
  skills,
  languages,
  trainingHours: training.thisYear,
  level,
  availability,
  conflicts,
  appointedOn,
});

function demoStaff(): PackStaff[] {
  const profiles = new Map(mediators().map((one) => [one.account, profileOf(one)]));
  const signing = staff().map((member) => staffOf(member, places(), profiles.get(member.account) ?? null));
  const listed = mediators()
    .filter((one) => one.account === null)
    .map(
      (one): PackStaff => ({
        key: one.key,
        username: null,
        name: one.name,
        roles: ['mediator'],
        organisationKey: one.organisation,
        placeCodes: [one.placeCode],
        mediator: profileOf(one),
      }),
    );
  return [
    ...signing,
    ...listed,
    ...directors(new Set(signing.filter((one) => one.roles.includes('org')).map((one) => one.organisationKey))),
  ];
}

/** Directors of committees without an account of their own: they are on the list, and their seal stands on agreements. */
function directors(taken: ReadonlySet<string | null>): PackStaff[] {
  return organisations().flatMap(({ key, placeCode, members }) =>
    members
      .filter((member) => member.post === 'director' && !taken.has(key))
      .map(({ name }) => ({
        key: `director-${key}`,
        username: null,
        name,
        roles: ['org'],
        organisationKey: key,
        placeCodes: [placeCode],
      })),
  );
}

const noProfile: MediatorProfile = {
  kind: 'fullTime',
  skills: [],
  languages: ['普通话'],
  trainingHours: 0,
  level: null,
  availability: [],
};

/** 平澜县, where the demo lives. */
export const demoPack = (): CentrePack => ({
  centre: demoCentre,
  places: places(),
  organisations: organisations().map(organisationOf),
  staff: demoStaff(),
  posts: posts().map(({ placeCode, kind, name, account, from, to }) => ({
    placeCode,
    post: kind,
    name,
    staffKey: account,
    from,
    to,
  })),
});

/** 云汀县, another tenant: it must see nothing of the first and be seen by nobody there. */
export const secondPack = (): CentrePack => ({
  centre: secondCentre,
  places: secondPlaces(),
  organisations: secondOrganisations().map(organisationOf),
  posts: [],
  staff: secondStaff().map((member) => staffOf(member, secondPlaces(), member.roles.includes('MED') ? noProfile : null)),
});
