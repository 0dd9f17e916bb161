import { diffLines } from '../diff/lines.ts';
import { placeOf } from '../diff/place.ts';
import { viewsOf } from '../diff/views.ts';
import type { SideBySide } from '../../side-by-side/index.ts';
import { inputsOf, mustBeLocal } from '../input/arguments.ts';
import type { Problem } from '../input/find-files.ts';
import { loaded } from '../options/load.ts';
import { mustNotReplaceInputs } from '../output/not-an-input.ts';
import { outputFile, stdoutSink } from '../output/sink.ts';
import { painter } from '../terminal/color.ts';
import type { ColorChoice } from '../terminal/color.ts';
import { isStdoutTerminal } from '../terminal/devices.ts';
import { pager, pagerCommand } from '../terminal/pager.ts';
import type { Reader } from '../terminal/pager.ts';
import { reporter } from '../terminal/report.ts';
import type { Run } from './command.ts';

/** Shows documents before and after, with the rule of each change. Returns the exit status. */
export const run: Run = async (args, given) => {
  const { color = 'auto', html, ...typed } = given;
  mustBeLocal(args);
  const places = (await inputsOf(args, given.quiet ?? false)).map(placeOf);
  if (html !== undefined) mustNotReplaceInputs([html], args);
  const options = await loaded(typed);
  const output = html === undefined ? inTerminal(color) : await asPage(html);
  const problems: Problem[] = [];
  let more = true;
  for (const place of places) {
    if (!more) break;
    for await (const found of viewsOf(place, options)) {
      if ('kind' in found) problems.push(found);
      else more = await output.show(found);
      if (!more) break;
    }
  }
  const complete = await output.close();
  // After the pager, which has the screen to itself.
  const report = reporter(options);
  for (const problem of problems) report(problem);
  return complete && problems.every(({ kind }) => kind === 'skipped') ? 0 : 1;
};

/** Where documents are shown. */
interface Output {
  /** Resolves to false once nobody looks any more. */
  readonly show: (view: SideBySide) => Promise<boolean>;
  /** Resolves to false if they could not be shown. */
  readonly close: () => Promise<boolean>;
}

/** Length in UTF-16 code units of what is written at once. */
const WRITTEN_UNITS = 2 ** 16;

function inTerminal(color: ColorChoice): Output {
  const terminal = isStdoutTerminal();
  const command = terminal ? pagerCommand() : null;
  const reader = command === null ? plainReader() : pager(command);
  const columns = terminal ? process.stdout.columns : Infinity;
  const look = { paint: painter(color, terminal), columns, verbose: false };
  return {
    show: async (view) => {
      let waiting = '';
      for (const line of diffLines(view, look)) {
        waiting += `${line}\n`;
        if (waiting.length < WRITTEN_UNITS) continue;
        if (!(await reader.write(waiting))) return false;
        waiting = '';
      }
      return reader.write(waiting);
    },
    close: reader.close,
  };
}

async function asPage(path: string): Promise<Output> {
  const { documentHtml, pageEnd, pageStart } = await import('../diff/page.ts');
  const sink = outputFile(path);
  const write = (text: string): Promise<boolean> => sink.write(Buffer.from(text));
  await write(pageStart());
  return {
    show: (view) => write(documentHtml(view)),
    close: async () => {
      await write(pageEnd());
      await sink.close();
      return true;
    },
  };
}

function plainReader(): Reader {
  const sink = stdoutSink();
  return {
    write: (text) => sink.write(Buffer.from(text)),
    close: async () => {
      await sink.close();
      return true;
    },
  };
}
