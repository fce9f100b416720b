import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/**
 * The content of one file in a zip archive; neither Zip64 nor encryption is understood.
 * @throws where the archive has no such file, or is not what its directory says.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function unzip(archive: Buffer, path: string): Buffer {
  let at = archive.readUInt32LE(endOfDirectory(archive) + 16);
  while (archive.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const pathLength = archive.readUInt16LE(at + 28);
    if (archive.toString('utf8', at + 46, at + 46 + pathLength) === path) return contentOf(archive, at);
    at += 46 + pathLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  throw new Error(`the archive has no file ${path}`);
}

/** The archive ends with this record and a comment of at most 64 KiB. */
function endOfDirectory(archive: Buffer): number {
  for (let at = archive.length - 22; at >= 0; at--) if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw new Error('not a zip archive');
}

function contentOf(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const size = archive.readUInt32LE(entry + 24);
  const header = archive.readUInt32LE(entry + 42);
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
  if (method !== 0 && method !== 8) throw new Error(`compression method ${method} is neither stored nor deflated`);
  const content = method === 0 ? packed : inflateRawSync(packed);
  if (content.length !== size) throw new Error(`the archive promises ${size} bytes and holds ${content.length}`);
  return content;
}
