import { join } from 'node:path';

/** Where the built benchmarks are: everything here is built into that one directory. */
export const BENCH = import.meta.dirname;
const DIST = join(BENCH, '../..');
/** The folder of the workspace. */
export const WORKSPACE = join(DIST, '..');
/** Where results, profiles and data go. */
export const RESULTS = join(DIST, 'bench');
/** `API_MAIN` names another build of the API, to compare with. */
export const API_MAIN = process.env['API_MAIN'] ?? join(DIST, 'apps/api/main.mjs');
