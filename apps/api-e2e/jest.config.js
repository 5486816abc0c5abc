module.exports = {
  displayName: 'api-e2e',
  preset: '../../jest.preset.js',
  // Most of the time these tests wait for a server: three at once keep two cores busy.
  maxWorkers: 3,
};
