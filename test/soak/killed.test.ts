import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bin, command, temporaryFolder } from '../run/command.ts';

const SENTENCE = '今天上午，市圖書館新館正式開放，讀者可以憑身分證辦理借書證。\n';

function parts(folder: string): string {
  const names = readdirSync(folder).filter((name) => /^part-\d{5}\./.test(name));
  return names.map((name) => `${name}\n${readFileSync(join(folder, name), 'latin1')}`).join('\n');
}

test(
  'killed forty times at random moments, by changing shards, then resumed: the same bytes',
  { timeout: 3_600_000 },
  async () => {
    const input = temporaryFolder();
    for (let index = 0; index < 2000; index++)
      writeFileSync(join(input, `${index}.txt`), `第${index}篇\n${SENTENCE.repeat(50)}`);
    const args = ['-q', '-j', '2', '--part-bytes', '300000', '--parts', 'jsonl.zst', '--out-dir'];
    const undisturbed = join(temporaryFolder(), 'undisturbed');
    expect(command([...args, undisturbed, input]).code).toBe(0);
    const folder = join(temporaryFolder(), 'killed');
    for (let round = 0; round < 40; round++) {
      const shard = `${1 + (round % 3)}/${1 + (round % 3) + (round % 2)}`;
      const child = spawn(process.execPath, [bin, ...args, folder, '--shard', shard, input]);
      const ended = new Promise((resolve) => child.on('exit', resolve));
      await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 2000));
      child.kill('SIGKILL');
      await ended;
    }
    expect(command([...args, folder, input]).code).toBe(0);
    expect(parts(folder) === parts(undisturbed)).toBe(true);
    expect(command(['verify', folder]).code).toBe(0);
  },
);
