import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT = /\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;
const sourceRoots: Record<string, string> = {
  '@tickertape/wire': join(__dirname, '../../../wire/src/index.ts'),
};

/** Every module that a file reaches, by its import statements. Type imports count too: they must resolve somewhere. */
function reach(file: string, seen = new Set<string>(), packages = new Set<string>()): Set<string> {
  if (seen.has(file)) return packages;
  seen.add(file);
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    const next = specifier.startsWith('.') ? `${join(dirname(file), specifier)}.ts` : sourceRoots[specifier];
    if (!next) packages.add(specifier);
    else if (!existsSync(next)) throw new Error(`${file} imports ${specifier}, which is no file`);
    else reach(next, seen, packages);
  }
  return packages;
}

it('reaches no package from the pure entry but the event stream parser', () => {
  expect([...reach(join(__dirname, '../index.ts'))]).toEqual(['eventsource-parser']);
});

it('reaches class-validator behind the dto entry', () => {
  expect([...reach(join(__dirname, '../dto.ts'))]).toEqual(
    expect.arrayContaining(['class-validator', 'class-transformer']),
  );
});
