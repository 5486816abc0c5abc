import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The folder of the workspace. */
export const WORKSPACE = join(__dirname, '../../..');

/** A project of the workspace, by its `project.json`. */
export interface Project {
  readonly name: string;
  /** Relative to the workspace. */
  readonly root: string;
  readonly tags: readonly string[];
  readonly targets: readonly string[];
}

export function listProjects(): Project[] {
  return ['apps', 'libs', 'tools'].flatMap((group) =>
    readdirSync(join(WORKSPACE, group))
      .map((folder) => join(group, folder))
      .filter((root) => existsSync(join(WORKSPACE, root, 'project.json')))
      .map((root) => {
        const { name, tags, targets } = JSON.parse(read(join(root, 'project.json'))) as Omit<Project, 'targets'> & {
          targets: object;
        };
        return { name, root, tags, targets: Object.keys(targets) };
      }),
  );
}

/** A file of the workspace as text. */
export function read(path: string): string {
  return readFileSync(join(WORKSPACE, path), 'utf8');
}

/** Links of a Markdown file to files of the workspace that are not there. */
export function deadLinks(path: string): string[] {
  const targets = [...read(path).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !existsSync(join(WORKSPACE, dirname(path), target)))
    .map((target) => `${relative('.', path)}: ${target}`);
}
