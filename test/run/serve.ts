import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { bin } from './command.ts';

/** A rule for `normalize serve`, and a text with a line that it removes. */
export const RULES = `- name: donghu-footer
  summary: The footer of donghu.example
  pattern: '^东湖热线主办$'
  removes: ['东湖热线主办']
  keeps: ['东湖热线主办了这次活动。']
`;
export const TEXT = '今天天氣很好，我們去公園散步，也看了花。\n东湖热线主办\n明天再去，那裡的花還沒有開完。\n';

/** Starts `normalize serve`; its address and the way to end it. */
export async function serving(
  args: readonly string[],
  cwd: string,
): Promise<{ address: URL; end: () => Promise<number | null> }> {
  const child = spawn(process.execPath, [bin, 'serve', ...args], { cwd });
  const closed = once(child, 'close');
  onTestFinished(() => void child.kill('SIGKILL'));
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  const address = new URL(/^\S+/.exec(chunk.toString())?.[0] ?? '');
  return {
    address,
    end: async () => {
      child.kill('SIGINT');
      const [code] = (await closed) as [number | null];
      return code;
    },
  };
}
