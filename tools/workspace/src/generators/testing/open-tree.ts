import type { Tree } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import { WORKSPACE } from '../../repository';

/** The workspace as a generator sees it. What is written stays in the tree. */
export const openTree = (): Tree => new FsTree(WORKSPACE, false);
