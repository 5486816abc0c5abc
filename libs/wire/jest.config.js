module.exports = { displayName: 'wire', preset: '../../jest.preset.js', coverageDirectory: '../../coverage/libs/wire' };
