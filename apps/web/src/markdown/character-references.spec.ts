import { decodeReferences } from './character-references';

describe('character references', () => {
  it.each([
    ['a &amp; b &lt;c&gt;', 'a & b <c>'],
    ['&#65;&#x42;&#X43;', 'ABC'],
    ['&amp;lt;', '&lt;'],
    ['&unknown; &constructor; & ;', '&unknown; &constructor; & ;'],
    ['&#0;&#xD800;&#1114112;', '\ufffd\ufffd\ufffd'],
  ])('%j is %j', (text, decoded) => {
    expect(decodeReferences(text)).toBe(decoded);
  });
});
