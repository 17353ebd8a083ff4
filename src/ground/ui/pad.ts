/** A surface to write on with finger, pen or mouse. What is written survives a turn of the telephone. */
export interface Pad {
  clear(): void;
  isEmpty(): boolean;
  /** The strokes as a transparent PNG (data URL), small enough to send over a weak line. */
  picture(): string;
}

type Point = { x: number; y: number };
const MOST_WIDE = 900;

export function padOn(canvas: HTMLCanvasElement, changed: () => void): Pad {
  let strokes: Point[][] = [];
  const context = canvas.getContext('2d')!;
  const size = () => {
    const { width, height } = canvas.getBoundingClientRect();
    if (width === 0) return;
    const scale = Math.min(window.devicePixelRatio || 1, MOST_WIDE / width);
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    draw(context, strokes);
  };
  const at = (event: PointerEvent): Point => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  canvas.style.touchAction = 'none';
  canvas.addEventListener('pointerdown', (event) => {
    if (!event.isPrimary) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    strokes.push([at(event)]);
  });
  canvas.addEventListener('pointermove', (event) => {
    const stroke = strokes[strokes.length - 1];
    if (!stroke || !event.isPrimary || !canvas.hasPointerCapture(event.pointerId)) return;
    stroke.push(at(event));
    draw(context, [stroke]);
  });
  canvas.addEventListener('pointerup', changed);
  new ResizeObserver(size).observe(canvas);
  size();
  return {
    clear() {
      strokes = [];
      size();
      changed();
    },
    isEmpty: () => strokes.reduce((sum, stroke) => sum + stroke.length, 0) < 8,
    picture: () => canvas.toDataURL('image/png'),
  };
}

/** Through the middles of the points, so that a quick hand does not look like a zigzag. */
function draw(context: CanvasRenderingContext2D, strokes: readonly Point[][]): void {
  context.lineWidth = 3;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = '#10141a';
  for (const [first, ...rest] of strokes) {
    if (!first) continue;
    context.beginPath();
    context.moveTo(first.x, first.y);
    if (rest.length === 0) context.lineTo(first.x + 0.1, first.y);
    for (const [i, point] of rest.entries()) {
      const next = rest[i + 1] ?? point;
      context.quadraticCurveTo(point.x, point.y, (point.x + next.x) / 2, (point.y + next.y) / 2);
    }
    context.stroke();
  }
}
