import { existsSync, readFileSync, statSync } from 'node:fs';
import { UserError } from '../../index.ts';
import { messageOf, codeOf } from '../error-message.ts';
import { loaded } from '../options/load.ts';
import { MAX_BYTES } from '../options/size.ts';
import type { Given as Options } from '../options/types.ts';
import { writeFile } from '../output/sink.ts';
import { servePage, servePolicy } from '../serve/page.ts';
import { serve } from '../serve/server.ts';
import type { Handlers } from '../serve/server.ts';
import { show, tryOnFolder, validRules } from '../serve/try-out.ts';
import type { Given, Trial } from '../serve/try-out.ts';
import { escapeLine } from '../terminal/escape.ts';
import { printLine } from '../terminal/print.ts';
import { tell } from '../terminal/stderr.ts';
import type { Run } from './command.ts';

/** Serves a page for trying stages and rules until it is interrupted. Returns the exit status. */
export const run: Run = async ([folder = null], { rules: rulesFile = null, port = 0, ...given }) => {
  const handlers = await handlersOf(folder, rulesFile, given);
  const serving = await serve(port, handlers).catch((error: unknown) => {
    throw new UserError(`--port: ${port} cannot be listened on: ${messageOf(error)}`);
  });
  printLine(`${serving.address}\nOpen this address in a browser on this machine; Ctrl-C ends.`);
  await interrupted();
  await serving.close();
  return 0;
};

async function handlersOf(folder: string | null, rulesFile: string | null, given: Options): Promise<Handlers> {
  const options = { ...(await loaded(given)), maxBytes: MAX_BYTES };
  if (folder !== null && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UserError(`${escapeLine(folder)}: is not a folder`);
  if (rulesFile !== null && textOf(rulesFile) === '' && !existsSync(rulesFile))
    tell(`normalize: ${escapeLine(rulesFile)} does not exist yet; it is written when you save`);
  return {
    page: () => servePage({ folder, rulesFile }, rulesFile === null ? '' : textOf(rulesFile)),
    policy: servePolicy(),
    actions: {
      show: (body) => show(givenIn(body), trialIn(body), options),
      folder: async (body) => {
        if (folder === null) throw new UserError('no folder is named; start with: normalize serve FOLDER');
        return tryOnFolder(folder, trialIn(body), options);
      },
      save: async (body) => {
        if (rulesFile === null) throw new UserError('no file is named; start with: normalize serve --rules FILE');
        const { rules } = trialIn(body);
        await validRules(rules);
        await writeFile(rulesFile, rules);
        return { saved: rulesFile };
      },
    },
  };
}

/** The text of the rules file; '' if it does not exist yet. Throws a UserError if it cannot be read. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw new UserError(`${escapeLine(path)}: cannot be read: ${messageOf(error)}`);
  }
}

function givenIn(body: unknown): Given {
  return { name: stringIn(body, 'name'), base64: stringIn(body, 'base64') };
}

function trialIn(body: unknown): Trial {
  const skip = valueIn(body, 'skip') ?? [];
  if (!Array.isArray(skip) || !skip.every((name) => typeof name === 'string'))
    throw new UserError('skip: must be a list of names');
  return { skip, rules: stringIn(body, 'rules') };
}

function stringIn(body: unknown, key: string): string {
  const value = valueIn(body, key);
  if (typeof value !== 'string') throw new UserError(`${key}: must be a text`);
  return value;
}

function valueIn(body: unknown, key: string): unknown {
  return typeof body === 'object' && body !== null
    ? ({ ...body } as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/** Resolves at the first SIGINT, SIGTERM or SIGHUP. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
}
