const preset = require('../../jest.preset');

module.exports = {
  ...preset,
  displayName: 'web',
  coverageDirectory: '../../coverage/apps/web',
  // `marked` is published as ES modules only.
  transform: { ...preset.transform, 'node_modules/marked/.+\\.js$': Object.values(preset.transform)[0] },
  transformIgnorePatterns: ['node_modules/(?!marked/)'],
};
