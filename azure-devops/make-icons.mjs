// Draws the extension's and the task's icon: a phone with an arrow into it, white on a rounded teal square.
// The PNG files are committed; run this only to change the mark.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const top = [20, 184, 166];
const bottom = [15, 118, 110];

// On a canvas of 100 by 100: the arrow's three strokes with round ends, and the phone's outline.
const strokes = [[[50, 8], [50, 58]], [[37, 45], [50, 59]], [[50, 59], [63, 45]]];

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function toSegment(x, y, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const t = clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy), 0, 1);
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function toBox(x, y, [halfWidth, halfHeight], radius) {
  const [qx, qy] = [Math.abs(x - 50) - halfWidth + radius, Math.abs(y - 50) - halfHeight + radius];
  return Math.hypot(Math.max(qx, 0), Math.max(qy, 0)) + Math.min(Math.max(qx, qy), 0) - radius;
}

function pixel(column, row, size) {
  const step = 100 / size;
  const [x, y] = [(column + 0.5) * step, (row + 0.5) * step];
  const coverage = distance => clamp(0.5 - distance / step, 0, 1);
  const arrow = Math.min(...strokes.map(([a, b]) => toSegment(x, y, a, b))) - 4;
  const isUnderArrow = Math.abs(x - 50) < 14 && y < 50;
  const phone = isUnderArrow ? 100 : Math.abs(toBox(x, y, [23, 34], 8)) - 3;
  const home = toSegment(x, y, [44, 74], [56, 74]) - 2.5;
  const mark = coverage(Math.min(arrow, phone, home));
  const ground = top.map((from, index) => from + (bottom[index] - from) * (y / 100));
  return [...ground.map(shade => Math.round(shade + (255 - shade) * mark)), Math.round(255 * coverage(toBox(x, y, [47, 47], 20)))];
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const result = Buffer.alloc(body.length + 8);
  result.writeUInt32BE(data.length);
  body.copy(result, 4);
  result.writeUInt32BE(crc32(body), body.length + 4);
  return result;
}

function png(size) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const indices = [...Array(size).keys()];
  const rows = indices.map(row => Buffer.from([0, ...indices.flatMap(column => pixel(column, row, size))]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}

writeFileSync(path.join(here, 'images', 'icon.png'), png(128));
writeFileSync(path.join(here, 'MobileDist', 'icon.png'), png(32));
