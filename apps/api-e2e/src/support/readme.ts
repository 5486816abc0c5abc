import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The folder of the workspace. */
export const WORKSPACE = resolve(__dirname, '../../../..');

const README = readFileSync(join(WORKSPACE, 'README.md'), 'utf8');

/** The code blocks of README.md in a language, in their order. */
export function codeBlocks(language: 'sh' | 'ts'): string[] {
  return [...README.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, code = '']) => code);
}

/** The commands of all shell blocks, one a line, without comments. */
export function commands(): string[] {
  return codeBlocks('sh').flatMap((block) =>
    block
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter(Boolean),
  );
}
