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

/**
 * Runs the TypeScript block of README.md that has the text, in a world of its own: `world` has what it imports and what it
 * takes for global, and where its server is. Its types are none: it is JavaScript too.
 */
export function runExample(text: string, url: string, world: Readonly<Record<string, unknown>>): Promise<void> {
  const examples = codeBlocks('ts').filter((block) => block.includes(text));
  if (examples.length !== 1) throw new Error(`README.md has ${examples.length} examples with "${text}", not one`);
  const code = examples[0]?.replace(/^import .*$/gm, '').replaceAll('http://127.0.0.1:3000', url);
  const run = new Function(...Object.keys(world), `return (async () => {${code}})()`) as (
    ...values: unknown[]
  ) => Promise<void>;
  return run(...Object.values(world));
}
