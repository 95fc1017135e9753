/** Places on a picture, in its own pixels. */

import type { Schema } from '../../api/client';

export type Shape = Schema<'Shape'>;
export type Point = Schema<'Point'>;

/** The shape that a pull from one point to another makes. */
export function drawn(kind: 'rectangle' | 'circle', from: Point, to: Point): Shape {
  if (kind === 'circle') {
    const radius = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y)));
    return { kind, x: from.x, y: from.y, radius };
  }
  return {
    kind,
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.max(1, Math.abs(to.x - from.x)),
    height: Math.max(1, Math.abs(to.y - from.y)),
  };
}

/** Where the middle of a shape is. */
export function middle(shape: Shape): Point {
  if (shape.kind === 'circle') return { x: shape.x, y: shape.y };
  if (shape.kind === 'rectangle') {
    return { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 };
  }
  const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  return { x: mean(shape.points.map((one) => one.x)), y: mean(shape.points.map((one) => one.y)) };
}

/** Corners as they are written in a field: `10,20 30,40`. */
export function written(points: Point[]): string {
  return points.map((one) => `${one.x},${one.y}`).join(' ');
}

export function readPoints(text: string): Point[] {
  return [...text.matchAll(/(\d+)\s*,\s*(\d+)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
}
