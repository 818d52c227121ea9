// Reads the framebuffer that `Xvfb -fbdir` keeps in a file of the X Window Dump format (X11/XWDFile.h).
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { crc32, deflateSync } from 'node:zlib';
import { until } from './until.mjs';

const QUIET_MS = 700;
/** More than a blinking caret, less than a window or a message. */
const FEW_PIXELS = 1500;

/** Waits until the screen stops changing. */
export async function untilStill(dump) {
  let last = readScreen(dump);
  await until('the screen stops changing', async () => {
    await delay(QUIET_MS);
    const now = readScreen(dump);
    const changed = countChanged(last.rgb, now.rgb);
    last = now;
    return changed < FEW_PIXELS;
  });
}

/** Writes the screen in the dump to a PNG file. Returns how many colors it has. */
export function saveScreenshot(dump, png) {
  const { width, height, rgb } = readScreen(dump);
  writeFileSync(png, encodePng(width, height, rgb));
  const colors = new Set();
  for (let at = 0; at < rgb.length; at += 3) colors.add(rgb.readUIntBE(at, 3));
  return colors.size;
}

function readScreen(dump) {
  const bytes = readFileSync(dump);
  const field = (index) => bytes.readUInt32BE(index * 4);
  const [headerSize, width, height] = [field(0), field(4), field(5)];
  const [bitsPerPixel, bytesPerLine, colorCount] = [field(11), field(12), field(19)];
  if (bitsPerPixel !== 32) throw new Error(`unexpected screen: ${bitsPerPixel} bits per pixel`);
  const pixels = headerSize + colorCount * 12;
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = pixels + y * bytesPerLine + x * 4;
      rgb.writeUIntBE(bytes.readUIntLE(from, 3), (y * width + x) * 3, 3);
    }
  }
  return { width, height, rgb };
}

function countChanged(before, after) {
  let changed = 0;
  for (let at = 0; at < after.length; at += 3) {
    if (before.readUIntBE(at, 3) !== after.readUIntBE(at, 3)) changed += 1;
  }
  return changed;
}

/** 8-bit RGB without filters or interlacing (PNG specification, third edition, section 11). */
function encodePng(width, height, rgb) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const stride = width * 3;
  const lines = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y += 1) rgb.copy(lines, y * (stride + 1) + 1, y * stride, (y + 1) * stride);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [
    ['IHDR', header],
    ['IDAT', deflateSync(lines)],
    ['IEND', Buffer.alloc(0)],
  ];
  return Buffer.concat([signature, ...parts.map(([type, data]) => chunk(type, data))]);
}

function chunk(type, data) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
