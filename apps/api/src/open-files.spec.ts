import { readOpenFilesLimit, warnOfOpenFiles } from './open-files';

const LIMITS = `Limit                     Soft Limit           Hard Limit           Units
Max processes             127235               127235               processes
Max open files            1024                 1048576              files
Max locked memory         8388608              8388608              bytes
`;

it('reads the soft limit', () => {
  expect(readOpenFilesLimit(LIMITS)).toBe(1_024);
  expect(readOpenFilesLimit(LIMITS.replace('1024  ', 'unlimited'))).toBeUndefined();
  expect(readOpenFilesLimit('')).toBeUndefined();
});

it('warns below 10,240 files, with how many readers there can be and how to mend it', () => {
  const warning = warnOfOpenFiles(10_239);
  expect(warning).toMatch(/10239 files.* 10139 readers.*ulimit -n 65536.*LimitNOFILE=65536/);
  expect(warning).not.toContain('\n');
});

it.each([10_240, 1_048_576, undefined])('says nothing of a limit of %s', (limit) => {
  expect(warnOfOpenFiles(limit)).toBeUndefined();
});
