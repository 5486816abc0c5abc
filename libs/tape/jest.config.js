module.exports = { displayName: 'tape', preset: '../../jest.preset.js', coverageDirectory: '../../coverage/libs/tape' };
