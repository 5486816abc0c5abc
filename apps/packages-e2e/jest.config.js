module.exports = {
  displayName: 'packages-e2e',
  preset: '../../jest.preset.js',
  // Most of the time these tests wait for npm: two at once keep two cores busy.
  maxWorkers: 2,
};
