/** What to give as `NODE_OPTIONS`, so that the process runs some JavaScript, a module, before its own. */
export function preload(module: string): string {
  return `--import data:text/javascript,${encodeURIComponent(module)}`;
}
