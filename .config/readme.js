/** Writes the tables of the README and `src/record.schema.json`, from what the built program says of itself: `npm run readme`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { rules } from '../dist/index.js';
import { FORMATS } from '../dist/tools/formats.js';
import { recordRows, recordSchema, warningRows } from '../dist/tools/record.js';

const root = `${import.meta.dirname}/..`;
const cell = (text) => text.replaceAll('|', '\\|');
const table = (...rows) => {
  const [head, ...body] = rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return [head, head.replace(/[^|]+/g, ' --- '), ...body].join('\n');
};
const tables = {
  formats: table(
    ['`--format`', 'a document is'],
    ...Object.entries(FORMATS).map(([name, { summary }]) => [`\`${name}\``, summary]),
  ),
  record: table(['key', 'meaning'], ...recordRows().map(([key, meaning]) => [`\`${key}\``, meaning])),
  warnings: table(['code', 'meaning'], ...warningRows().map(([code, meaning]) => [`\`${code}\``, meaning])),
  rules: table(
    ['stage', 'rule', 'what it does'],
    ...rules().map(({ stage, name, summary }) => [stage, `\`${name}\``, summary]),
  ),
};

const readme = Object.entries(tables).reduce(
  (text, [name, rows]) =>
    text.replace(
      new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
      (_, start, end) => `${start}\n${rows}\n\n${end}`,
    ),
  readFileSync(`${root}/README.md`, 'utf8'),
);
writeFileSync(`${root}/README.md`, readme);
writeFileSync(`${root}/src/record.schema.json`, JSON.stringify(recordSchema(), null, 2));
