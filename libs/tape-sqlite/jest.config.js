module.exports = {
  displayName: 'tape-sqlite',
  preset: '../../jest.preset.js',
  coverageDirectory: '../../coverage/libs/tape-sqlite',
};
