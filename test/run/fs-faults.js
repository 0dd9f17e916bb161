// Preloaded into the command with NODE_OPTIONS=--import: FS_FAULT="renameSync:EIO:out.jsonl" makes a call fail whose path, or the path of whose descriptor, has the text in it.

import fs from 'node:fs';
const [name, code, text] = (process.env['FS_FAULT'] ?? '').split(':');

function pathOf(place) {
  if (typeof place !== 'number') return String(place);
  try {
    return fs.readlinkSync(`/proc/self/fd/${place}`);
  } catch {
    return '';
  }
}

const real = fs[name];
if (typeof real === 'function')
  fs[name] = (...args) => {
    if (pathOf(args[0]).includes(text)) throw Object.assign(new Error(`${code}: made to fail, ${name}`), { code });
    return real(...args);
  };
