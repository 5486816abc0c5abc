import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import * as languageModel from './index';
import { profilesOf } from './lib/simulated/plan.options';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

describe('The README', () => {
  it('has an example that runs', async () => {
    const example = /```ts\n(.*?)```/s.exec(readme)?.[1] as string;
    const code = transpile(example, { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 });
    let output = '';
    const print = (text: string) => void (output += text);
    // The example awaits at its top level, so it becomes the body of an async function, whose parameters are its world.
    const run = new Function('require', 'exports', 'process', 'console', `return (async () => {${code}})()`) as (
      ...world: unknown[]
    ) => Promise<void>;
    await run(() => languageModel, {}, { stdout: { write: print } }, { log: print });
    expect(output).toMatch(/“Why do streams beat polling”[^]*\nlength after 40 tokens$/);
  });

  it('has the profiles that the model has', () => {
    for (const [id, profile] of profilesOf({})) {
      const row = readme.split('\n').find((line) => line.startsWith(`| \`${id}\``));
      const cells = row?.split('|').map((cell) => cell.trim());
      expect(cells?.slice(2, 5)).toEqual(
        [profile.timeToFirstTokenMs, profile.gapMedianMs, profile.gapSigma].map(String),
      );
    }
  });
});
