module.exports = {
  displayName: 'web-e2e',
  preset: '../../jest.preset.js',
  // Each worker runs a browser and a server: more of them than two wait for each other.
  maxWorkers: 2,
  testTimeout: 60_000,
};
