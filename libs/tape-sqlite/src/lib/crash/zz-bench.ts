import { rmSync, statSync } from 'node:fs';
import { SqliteTapeStore } from '@tickertape/tape-sqlite';
const path = '/tmp/exp/bench/b.db';
const data = { text: 'y'.repeat(185) };
async function main() {
  for (const conc of [20, 200]) {
  rmSync('/tmp/exp/bench', { recursive: true, force: true });
  const store = await SqliteTapeStore.open({ path });
  let last = performance.now(); const turns: [number, number][] = []; let on = true;
  const t0 = performance.now();
  const tick = () => { const now = performance.now(); turns.push([now - last, now - t0]); last = now; if (on) setImmediate(tick); };
  setImmediate(tick);
  let done = 0; const c0 = process.cpuUsage();
  const worker = async (w: number) => { for (let i = 0; i < 200000 / conc; i++) { await store.append(`generations/${w}-${i / 200 | 0}`, [{ type: 'generations.token', data }]); done++; } };
  await Promise.all(Array.from({ length: conc }, (_, w) => worker(w)));
  const w = performance.now() - t0; on = false; const c = process.cpuUsage(c0);
  turns.sort((a, b) => a[0] - b[0]);
  console.log(`${process.env.CK} conc ${conc}: ${(done / w * 1000) | 0}/s, cpu ${((c.user+c.system)/done).toFixed(1)}us, turn median ${turns[turns.length >> 1]![0].toFixed(2)} p99 ${turns[(turns.length * .99) | 0]![0].toFixed(2)} p99.9 ${turns[(turns.length * .999) | 0]![0].toFixed(2)} top ${turns.slice(-4).map(([a, b]) => a.toFixed(1) + '@' + b.toFixed(0))}ms wal ${statSync(path + '-wal').size / 4096 | 0}p`);
  await store.close();
  }
}
void main();
