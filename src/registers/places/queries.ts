import { z } from 'zod';
import { dayInChina } from '../../ground/clock/index.ts';
import { defineQuery, type Query } from '../../ground/command/index.ts';
import { sql } from '../../ground/store/index.ts';
import { lineOf, parseCode, placeKindZh } from './codes.ts';
import { placesOn } from './find.ts';
import { type PostKind, postKinds } from './posts.ts';
import { refusals } from './refusals.ts';
import { asPlace, inForceOn, loadPlaces, type PlaceRow } from './store.ts';

const by = ['anyone'] as const;
const on = z.iso.date('日期请写成 2026-11-22 的样子').optional();

const line = (row: Omit<PlaceRow, 'boundary'>) => {
  const { code, level, zh, parentCode, population, effectiveFrom, effectiveTo } = row;
  return {
    code,
    level,
    levelZh: placeKindZh[asPlace({ ...row, boundary: null }).kind],
    zh,
    parentCode,
    population,
    effectiveFrom,
    effectiveTo,
  };
};

/** Places in force today, or on the day asked for; without boundaries, which are large. */
export const list = defineQuery({
  name: 'places.list',
  zh: '区划网格',
  path: '/api/places',
  by,
  input: z.object({ on }),
  async run({ work, now }, { on: day = dayInChina(now) }) {
    const rows = await work.ask<PlaceRow>(sql`
      select tenant_id, id, code, level, zh, parent_code, population, effective_from, effective_to, revision from place
      where tenant_id = ${work.tenantId} and effective_from <= ${day}::date and (effective_to is null or effective_to > ${day}::date) order by code`);
    return { places: rows.map(line) };
  },
});

export const at = defineQuery({
  name: 'places.at',
  zh: '这个点在哪个网格',
  path: '/api/places/at',
  by,
  input: z.object({ lon: z.coerce.number('经度不对').min(70).max(140), lat: z.coerce.number('纬度不对').min(3).max(56), on }),
  async run({ work, now }, { lon, lat, on: day = dayInChina(now) }) {
    const index = await placesOn(work, day);
    const place = index.gridAt(lon, lat) ?? index.placeAt('village', lon, lat) ?? index.placeAt('town', lon, lat);
    return { place: place && { code: place.code, level: place.level, zh: place.zh, parentCode: place.parent } };
  },
});

interface PostRow {
  id: string;
  post: PostKind;
  name: string;
  staffId: string | null;
  effectiveFrom: string;
  effectiveTo: string | null;
}

/** One place with its boundary, who answers for it, where it lies and how it was drawn before. */
export const detail = defineQuery({
  name: 'places.detail',
  zh: '一个区划',
  path: '/api/places/{code}',
  by,
  input: z.object({ code: z.string(), on }),
  async run({ work, now }, { code, on: day = dayInChina(now) }) {
    const versions = parseCode(code) ? await loadPlaces(work, lineOf(code)) : [];
    const own = versions.filter((row) => row.code === code);
    const row = inForceOn(own, day)[0] ?? own.at(-1);
    if (!row) throw refusals.notFound();
    const posts = await work.ask<PostRow>(sql`select id, post, name, staff_id, effective_from, effective_to from place_post
      where tenant_id = ${work.tenantId} and place_code = ${code} and effective_from <= ${day}::date and (effective_to is null or effective_to > ${day}::date) order by post, name`);
    const order = Object.keys(postKinds);
    posts.sort((a, b) => order.indexOf(a.post) - order.indexOf(b.post));
    return {
      place: line(row),
      boundary: row.boundary,
      above: inForceOn(
        versions.filter((each) => each.code !== code),
        day,
      )
        .sort((a, b) => b.code.localeCompare(a.code))
        .map(line),
      posts: posts.map((post) => ({ ...post, postZh: postKinds[post.post] ?? post.post })),
      versions: own.map(({ effectiveFrom, effectiveTo, zh }) => ({ effectiveFrom, effectiveTo, zh })),
    };
  },
});

export const queries = [list, at, detail] as readonly Query[];
