import { html, json, words } from './html';

it('escapes what is put in, and leaves out what is not there', () => {
  const markup = html`<p title="${'"'}">${'<b>&'} ${7} ${undefined}${false}</p>`.markup;
  expect(markup).toBe('<p title="&quot;">&lt;b&gt;&amp; 7 </p>');
});

it('takes markup as it is, alone and in a list', () => {
  const items = ['a', '<'].map((item) => html`<li>${item}</li>`);
  expect(html`<b>${items}</b>`.markup).toBe('<b><li>a</li><li>&lt;</li></b>');
  expect(html`${html`<i>x</i>`}`.markup).toBe('<i>x</i>');
});

it('shows code in words, and JSON, as text', () => {
  expect(words('Give `<id>` & go').markup).toBe('Give <code>&lt;id&gt;</code> &amp; go');
  expect(json({ a: '<' }).markup).toContain('&quot;a&quot;: &quot;&lt;&quot;');
});
