module.exports = {
  displayName: 'language-model',
  preset: '../../jest.preset.js',
  coverageDirectory: '../../coverage/libs/language-model',
};
