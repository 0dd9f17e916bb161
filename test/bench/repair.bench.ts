import { Bench } from 'tinybench';
import { repairs } from '../../src/repair/index.ts';

const paragraph =
  '今天下午，县里召开会议，讨论明年的工作。大家认为，应当先把学校和医院办好，再修公路。“这是老百姓最关心的事。”一位代表说。\n';
const text = paragraph.repeat(5000);
const megabytes = Buffer.byteLength(text) / 1e6;
const bench = new Bench({ time: 1000 });

bench.add('gates of all repairs on clean text', () => {
  for (const rule of repairs) rule.gate(text);
});

await bench.run();
for (const task of bench.tasks) {
  const { result } = task;
  const mean = 'latency' in result ? result.latency.mean : NaN;
  process.stdout.write(`${task.name}: ${((megabytes / mean) * 1000).toFixed(0)} MB/s\n`);
}
