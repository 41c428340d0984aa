import { existsSync, readFileSync } from "node:fs";
import { CorruptedError } from "../corrupted-error.ts";

/*
 * SQLite takes the write-ahead log up to the first frame whose checksum is wrong and drops the rest
 * without a word. That is right for the tail that was never synced, and wrong for a damaged frame:
 * what was committed behind it would be lost in silence. A transaction is written after the sync
 * of the one before, so frames that still fit behind a whole transaction prove a damage.
 */

const headerBytes = 32;
const frameHeaderBytes = 24;
const littleEndianMagic = 0x377f0682;
const bigEndianMagic = 0x377f0683;

interface Frame {
  /** Its salts and checksum fit; the checksum continues the one stored in the frame before. */
  readonly isSound: boolean;
  readonly isCommit: boolean;
}

/** Throws where the log of a database file has lost something that was synced. */
export function checkWal(databasePath: string): void {
  const path = `${databasePath}-wal`;
  if (!existsSync(path)) return;
  const file = readFileSync(path);
  if (file.length <= headerBytes) return;
  const offset = damageIn(file);
  if (offset === undefined) return;
  throw new CorruptedError(
    `${path}: damaged at byte ${offset}. Restore a backup; or move this file away to go on without what was committed last`,
  );
}

/** The offset of the damaged frame. */
export function damageIn(file: Buffer): number | undefined {
  const log = readHeader(file);
  if (!log) return 0;
  const frames = readFrames(log);
  const bad = frames.findIndex((frame) => !frame.isSound);
  if (bad < 0) return undefined;
  const behind = frames.slice(bad + 1);
  const commitEnd = frames[bad]?.isCommit
    ? 0
    : behind.findIndex((frame) => frame.isSound && frame.isCommit) + 1;
  if (!frames[bad]?.isCommit && commitEnd === 0) return undefined;
  const isProven = behind.slice(commitEnd).some((frame) => frame.isSound);
  return isProven ? headerBytes + bad * log.frameBytes : undefined;
}

interface Log {
  readonly file: Buffer;
  readonly frameBytes: number;
  readonly isLittleEndian: boolean;
}

function readHeader(file: Buffer): Log | undefined {
  const magic = file.readUInt32BE(0);
  if (magic !== littleEndianMagic && magic !== bigEndianMagic) return undefined;
  const isLittleEndian = magic === littleEndianMagic;
  const sum = checksum(file.subarray(0, 24), [0, 0], isLittleEndian);
  if (!fits(sum, file, 24)) return undefined;
  return { file, frameBytes: frameHeaderBytes + file.readUInt32BE(8), isLittleEndian };
}

function readFrames(log: Log): readonly Frame[] {
  const { file, frameBytes } = log;
  const frames: Frame[] = [];
  for (let at = headerBytes; at + frameBytes <= file.length; at += frameBytes)
    frames.push(readFrame(log, at));
  return frames;
}

function readFrame({ file, frameBytes, isLittleEndian }: Log, at: number): Frame {
  const isCommit = file.readUInt32BE(at + 4) !== 0;
  const hasSalts = file.compare(file, 16, 24, at + 8, at + 16) === 0;
  if (!hasSalts) return { isSound: false, isCommit: false };
  const before = at === headerBytes ? 24 : at - frameBytes + 16;
  const seed: Sum = [file.readUInt32BE(before), file.readUInt32BE(before + 4)];
  const head = checksum(file.subarray(at, at + 8), seed, isLittleEndian);
  const whole = checksum(
    file.subarray(at + frameHeaderBytes, at + frameBytes),
    head,
    isLittleEndian,
  );
  return { isSound: fits(whole, file, at + 16), isCommit };
}

type Sum = readonly [number, number];

/** SQLite's own checksum: a Fibonacci-weighted sum over pairs of 32-bit words. */
function checksum(bytes: Buffer, [first, second]: Sum, isLittleEndian: boolean): Sum {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let s0 = first;
  let s1 = second;
  for (let at = 0; at < bytes.length; at += 8) {
    s0 = (s0 + words.getUint32(at, isLittleEndian) + s1) >>> 0;
    s1 = (s1 + words.getUint32(at + 4, isLittleEndian) + s0) >>> 0;
  }
  return [s0, s1];
}

function fits([first, second]: Sum, file: Buffer, at: number): boolean {
  return file.readUInt32BE(at) === first && file.readUInt32BE(at + 4) === second;
}
