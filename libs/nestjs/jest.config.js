module.exports = {
  displayName: 'nestjs',
  preset: '../../jest.preset.js',
  coverageDirectory: '../../coverage/libs/nestjs',
};
