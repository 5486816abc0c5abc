import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CALLS_THE_SUITE = /^(?!\s*(?:\/\/|\*)).*\bdescribeTapeStore\(/m;

/**
 * Looks through the adapters, which are the projects `tape-…` in a directory of projects, and returns a sentence for each
 * that does not run the contract suite: what is wrong, and how it is mended.
 */
export function adaptersWithoutContract(projects: string): string[] {
  return readdirSync(projects)
    .filter((project) => project.startsWith('tape-') && existsSync(join(projects, project, 'project.json')))
    .filter((project) => !specsOf(join(projects, project, 'src')).some((spec) => CALLS_THE_SUITE.test(spec)))
    .map(
      (project) =>
        `${project} does not run the contract of TapeStore: add ${project}/src/lib/<store>.contract.spec.ts with ` +
        `describeTapeStore('<Store>', { open }) from '@tickertape/tape/testing'`,
    );
}

function specsOf(sources: string): string[] {
  if (!existsSync(sources)) return [];
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.contract.spec.ts'))
    .map((file) => readFileSync(join(sources, file), 'utf8'));
}
