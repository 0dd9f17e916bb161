/**
 * Measures what grows with the number of parts: a plan, the start of a task, status and verify. `npm run bench:plan -- 1000 1000000`
 * makes as many files, one a part; a million take 15 GB of disk and half an hour. Ledgers and parts are copies of a real one.
 * Figures are processor seconds and peak memory. All bytes are verified of up to 100,000 parts only: that takes the same time for each.
 */
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BIN = join(import.meta.dirname, '../../bin/normalize.js');
const REPORT = `data:text/javascript,import{writeFileSync as w}from'node:fs';process.on('exit',()=>w(process.env.USED,JSON.stringify(process.resourceUsage())))`;
const MAX_VERIFIED = 1e5;

const sizes = process.argv.slice(2).map(Number);
console.log(
  '| parts | plan | start of a task | status | verify --quick | verify |\n| --- | --- | --- | --- | --- | --- |',
);
for (const parts of sizes.length > 0 ? sizes : [1e3, 1e4, 1e5]) {
  const home = mkdtempSync(join(tmpdir(), 'normalize-plan-'));
  try {
    console.log(`| ${[parts.toLocaleString('en'), ...measured(home, parts)].join(' | ')} |`);
  } finally {
    rmSync(home, { recursive: true });
  }
}

function measured(home, parts) {
  const input = join(home, 'in');
  const out = join(home, 'out');
  for (let file = 0; file < parts; file++) {
    if (file % 1000 === 0) mkdirSync(folderOf(input, file), { recursive: true });
    writeFileSync(join(folderOf(input, file), `${file}.txt`), '天');
  }
  const run = ['-q', '-j', '1', '--part-bytes', '1', '--out-dir', out, input];
  const plan = timed(home, ['plan', ...run]);
  const task = timed(home, ['--shard', `1/${parts}`, ...run]);
  fill(out, parts);
  const looks = [['status'], ['verify', '--quick']].map((args) => timed(home, [...args, out]));
  return [plan, task, ...looks, parts > MAX_VERIFIED ? '' : timed(home, ['verify', out])];
}

function folderOf(folder, number) {
  return join(folder, String(Math.floor(number / 1000)).padStart(5, '0'));
}

/** Copies the part and the ledger of part 0, which is made, to all others. */
function fill(out, parts) {
  const placeOf = (part) => join(parts > 1000 ? folderOf(out, part) : out, `part-${String(part).padStart(5, '0')}`);
  const records = readFileSync(`${placeOf(0)}.jsonl`);
  const ledger = readFileSync(`${placeOf(0)}.ledger.json`, 'utf8');
  for (let part = 1; part < parts; part++) {
    if (part % 1000 === 0) mkdirSync(join(placeOf(part), '..'), { recursive: true });
    writeFileSync(`${placeOf(part)}.jsonl`, records);
    writeFileSync(`${placeOf(part)}.ledger.json`, ledger.replace('"part": 0,', `"part": ${part},`));
  }
}

function timed(home, args) {
  const used = join(home, 'used');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', REPORT, BIN, ...args], {
    encoding: 'utf8',
    env: { ...process.env, USED: used },
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stdout.slice(0, 500)}${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(used, 'utf8'));
  const seconds = (userCPUTime + systemCPUTime) / 1e6;
  return `${seconds.toFixed(seconds < 10 ? 2 : 0)} s, ${Math.round(maxRSS / 1024)} MB`;
}
