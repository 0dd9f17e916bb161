/** Writes the table of rules into the README, from what the built program says of itself: `npm run readme`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { rules } from '../dist/index.js';

const path = `${import.meta.dirname}/../README.md`;
const cell = (text) => text.replaceAll('|', '\\|');
const rows = rules().map((rule) => `| ${rule.stage} | \`${rule.name}\` | ${cell(rule.summary)} |`);
const table = ['| stage | rule | what it does |', '| --- | --- | --- |', ...rows].join('\n');
const readme = readFileSync(path, 'utf8');
writeFileSync(path, readme.replace(/(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/, `$1\n${table}\n\n$2`));
