type Ring = ReadonlyArray<readonly [number, number]>;
interface Shape {
  type: string;
  coordinates: unknown;
}

const ringsOf = (shape: Shape): Ring[] =>
  shape.type === 'Polygon'
    ? (shape.coordinates as Ring[])
    : shape.type === 'MultiPolygon'
      ? (shape.coordinates as Ring[][]).flat()
      : [];

/** The outline of an area with a point in it: a small map that asks no other host. */
export function Outline({
  shape,
  point,
  label,
}: {
  shape: Shape | null | undefined;
  point?: { lon: number; lat: number } | undefined;
  label: string;
}) {
  const rings = shape ? ringsOf(shape) : [];
  const all = rings.flat();
  if (all.length === 0) return null;
  const [xs, ys] = [all.map((p) => p[0]), all.map((p) => p[1])];
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const squeeze = Math.cos((((minY + maxY) / 2) * Math.PI) / 180);
  const size = Math.max((maxX - minX) * squeeze, maxY - minY) || 1;
  const put = (x: number, y: number) => `${(((x - minX) * squeeze) / size) * 180 + 10},${((maxY - y) / size) * 180 + 10}`;
  const [px, py] = point ? put(point.lon, point.lat).split(',') : [];
  return (
    <svg viewBox="0 0 200 200" role="img" aria-label={label} width="160" height="160">
      {rings.map((ring) => (
        <polygon
          key={ring.slice(0, 3).join(' ')}
          points={ring.map(([x, y]) => put(x, y)).join(' ')}
          fill="var(--act-wash)"
          stroke="var(--act)"
          strokeWidth="1.5"
        />
      ))}
      {px && <circle cx={px} cy={py} r="6" fill="var(--danger)" stroke="var(--sheet)" strokeWidth="2" />}
    </svg>
  );
}
