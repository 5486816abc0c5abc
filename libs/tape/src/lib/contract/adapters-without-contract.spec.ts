import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { adaptersWithoutContract } from './adapters-without-contract';

describe('every adapter keeps the contract', () => {
  const projects = mkdtempSync(join(tmpdir(), 'adapters-'));
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(projects, file)), { recursive: true });
    writeFileSync(join(projects, file), content);
  };

  afterEach(() => {
    rmSync(projects, { recursive: true, force: true });
    mkdirSync(projects);
  });
  afterAll(() => rmSync(projects, { recursive: true, force: true }));

  it('in this workspace', () => {
    expect(adaptersWithoutContract(join(__dirname, '../../../..'))).toEqual([]);
  });

  it('and is named with the mend when it does not', () => {
    write('tape-good/project.json', '{}');
    write('tape-good/src/lib/good.contract.spec.ts', "describeTapeStore('Good', { open });");
    write('tape-bare/project.json', '{}');
    write('tape-other/project.json', '{}');
    write('tape-other/src/lib/other.spec.ts', 'describe("something else", () => {});');
    write('tape-muted/project.json', '{}');
    write('tape-muted/src/lib/muted.contract.spec.ts', "  // describeTapeStore('Muted', { open });");
    const named = adaptersWithoutContract(projects);
    expect(named.map((sentence) => sentence.split(' ')[0])).toEqual(['tape-bare', 'tape-muted', 'tape-other']);
    expect(named[0]).toContain('add tape-bare/src/lib/<store>.contract.spec.ts');
  });

  it('and what is no adapter is left alone', () => {
    write('tape/project.json', '{}');
    write('wire/project.json', '{}');
    write('tape-leftover/node_modules/.cache', '');
    expect(adaptersWithoutContract(projects)).toEqual([]);
  });
});
