/** Writes the generated parts of both READMEs and `src/record.schema.json`, from what the built program says of itself: `npm run readme`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { normalize, rules } from '../dist/index.js';
import { FORMATS } from '../dist/tools/formats.js';
import { statsRows } from '../dist/tools/stats.js';
import { pageKindRows, recordRows, recordSchema, signalRows, warningRows } from '../dist/tools/record.js';

const root = `${import.meta.dirname}/..`;
const cell = (text) => text.replaceAll('|', '\\|');
const table = (...rows) => {
  const [head, ...body] = rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return [head, head.replace(/[^|]+/g, ' --- '), ...body].join('\n');
};
const code = (language, text) => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

const page = readFileSync(`${root}/fixtures/made/misread-page/input.html`);
/** A record as it is, but for keys that hold nothing; a line for each key, and for each item of a list of objects. */
function shownRecord() {
  const record = withoutEmpty(normalize({ bytes: page, path: 'page.html' }));
  const lines = Object.entries(record).map(([key, value]) => `  ${JSON.stringify(key)}: ${shownValue(value)}`);
  return `{\n${lines.join(',\n')}\n}`;
}

function shownValue(value) {
  const isLong = Array.isArray(value) && value.length > 1 && typeof value[0] === 'object';
  return isLong ? `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]` : JSON.stringify(value);
}

/** A value without the keys of objects that hold nothing. */
function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== null && held?.length !== 0);
  return Object.fromEntries(entries.map(([key, held]) => [key, withoutEmpty(held)]));
}

const formats = table(
  ['`--format`', 'a document is'],
  ...Object.entries(FORMATS).map(([name, { summary }]) => [`\`${name}\``, summary]),
);
const record = table(['key', 'meaning'], ...recordRows().map(([key, meaning]) => [`\`${key}\``, meaning]));
const warnings = table(['code', 'meaning'], ...warningRows().map(([name, meaning]) => [`\`${name}\``, meaning]));
const kinds = table(['`kind`', 'evidence'], ...pageKindRows().map(([kind, evidence]) => [`\`${kind}\``, evidence]));
const signals = table(
  ['signal', 'value', 'after', 'for Chinese'],
  ...signalRows().map(([name, ...told]) => [`\`${name}\``, ...told]),
);
const shared = { page: code('html', page.toString()), example: code('json', shownRecord()) };
const stats = table(['key', 'meaning'], ...statsRows().map(([name, meaning]) => [`\`${name}\``, meaning]));
const byStage = grouped(rules());
const parts = {
  'README.md': {
    ...shared,
    formats,
    kinds,
    record,
    signals,
    stats,
    warnings,
    rules: table(
      ['stage', 'rule', 'what it does'],
      ...rules().map(({ stage, name, summary }) => [stage, `\`${name}\``, summary]),
    ),
  },
  'README.zh.md': {
    ...shared,
    rules: table(
      ['阶段', '规则'],
      ...[...byStage].map(([stage, cards]) => [`\`${stage}\``, cards.map(({ name }) => `\`${name}\``).join('、')]),
    ),
  },
};

/** Rules by stage, in order. */
function grouped(cards) {
  const stages = new Map();
  for (const card of cards) stages.set(card.stage, [...(stages.get(card.stage) ?? []), card]);
  return stages;
}

for (const [file, generated] of Object.entries(parts)) {
  const written = Object.entries(generated).reduce(
    (text, [name, part]) =>
      text.replace(
        new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
        (_, start, end) => `${start}\n${part}\n\n${end}`,
      ),
    readFileSync(`${root}/${file}`, 'utf8'),
  );
  writeFileSync(`${root}/${file}`, written);
}
writeFileSync(`${root}/src/record.schema.json`, JSON.stringify(recordSchema(), null, 2));
