import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXTS = new Set(['.css', '.html', '.js', '.svg']);

const ENCODERS = { '.br': promisify(brotliCompress), '.gz': promisify(gzip) } as const;

/** Puts every text of the build beside itself once more, compressed: the server has nothing to compute when it sends it. */
export const compress = (): Plugin => ({
  name: 'tickertape:compress',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    const files = await readdir(dir, { recursive: true });
    await Promise.all(files.filter((file) => TEXTS.has(extname(file))).map((file) => compressFile(join(dir, file))));
  },
});

/** What does not get smaller is left as it is. */
async function compressFile(path: string): Promise<void> {
  const text = await readFile(path);
  for (const [ending, encode] of Object.entries(ENCODERS)) {
    const encoded = await encode(text);
    if (encoded.length < text.length) await writeFile(`${path}${ending}`, encoded);
  }
}
