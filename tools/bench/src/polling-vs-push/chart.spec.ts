import { drawChart, type Chart } from './chart';

const chart = (measures: Chart['measures']): string =>
  drawChart({ title: 'Polls & streams', subtitle: '"<b>"', series: ['polls', 'streams'], measures });
const widthsOf = (svg: string): number[] =>
  [...svg.matchAll(/<rect class="series-\d" x="270" y="\d+" width="([\d.]+)"/g)]
    .map(([, width]) => Number(width))
    .slice(1);

it('gives each measure a scale of its own, on which the most is full', () => {
  const svg = chart([
    { name: 'requests', bars: [bar(120_000), bar(30_000)] },
    { name: 'ms', bars: [bar(1), bar(4)] },
  ]);
  expect(widthsOf(svg)).toEqual([400, 100, 100, 400]);
});

it('shows that there is a bar of nothing', () => {
  expect(widthsOf(chart([{ name: 'requests', bars: [bar(0), bar(0)] }]))).toEqual([2, 2]);
});

it('is well-formed whatever the names are', () => {
  const svg = chart([{ name: 'a < b', bars: [{ value: 1, text: '"1" & <more>' }] }]);
  expect(svg.replace(/<style>[^]*<\/style>/, '').match(/<(?!\/?(svg|rect|text)[ >])/g)).toBeNull();
  expect(svg).toContain('Polls &#38; streams');
  expect(svg).toContain('&#34;1&#34; &#38; &#60;more&#62;');
});

it('draws the same for the same numbers, in light and in dark', () => {
  const measures = [{ name: 'a', bars: [bar(1), bar(2)] }];
  expect(chart(measures)).toBe(chart(measures));
  expect(chart(measures)).toContain('prefers-color-scheme: dark');
});

function bar(value: number): { readonly value: number; readonly text: string } {
  return { value, text: String(value) };
}
