/** Places on a picture. */

import type { Schema } from '../../../api/client';

type Shape = Schema<'Shape'>;
type Point = Schema<'Point'>;

/** Whether a point lies in a place. */
export function contains(shape: Shape, { x, y }: Point): boolean {
  if (shape.kind === 'rectangle') {
    const { x: left, y: top, width, height } = shape;
    return x >= left && x <= left + width && y >= top && y <= top + height;
  }
  if (shape.kind === 'circle') return Math.hypot(x - shape.x, y - shape.y) <= shape.radius;
  // Inside is from where a ray to the right crosses the edge an odd number of times.
  const { points } = shape;
  return points.reduce((inside, one, at) => {
    const other = points[(at + 1) % points.length] ?? one;
    const crosses =
      one.y > y !== other.y > y &&
      x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x;
    return crosses ? !inside : inside;
  }, false);
}

/** A point well inside a place. */
export function middle(shape: Shape): Point {
  if (shape.kind === 'circle') return { x: shape.x, y: shape.y };
  if (shape.kind === 'rectangle') {
    return {
      x: Math.round(shape.x + shape.width / 2),
      y: Math.round(shape.y + shape.height / 2),
    };
  }
  const between = (some: Point[]) => ({
    x: Math.round(some.reduce((sum, one) => sum + one.x, 0) / some.length),
    y: Math.round(some.reduce((sum, one) => sum + one.y, 0) / some.length),
  });
  const { points } = shape;
  // The middle of all corners, or, in a bent shape, of some that lie on two sides of its inside.
  const tried = [
    points,
    ...points.map((_, at) => [0, 1, 2].map((next) => points[(at + next) % points.length]!)),
  ];
  const inside = tried.map(between).find((point) => contains(shape, point));
  return inside ?? points[0] ?? { x: 0, y: 0 };
}
