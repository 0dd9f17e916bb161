/** The script of the page: language, filters, keys, and what is known of a change. Without it the page is in English, whole, and readable. */
export const SCRIPT = `
'use strict';
const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const zh = () => root.lang !== 'en';
const speak = (language) => {
  root.lang = language;
  find('#language').textContent = language === 'en' ? '中文' : 'English';
  find('#language').lang = language === 'en' ? 'zh-Hans' : 'en';
  for (const option of all('option[data-en]')) option.textContent = option.dataset[zh() ? 'zh' : 'en'];
  count();
};
const told = find('#told');
let rows = [];
const isChange = (row) => row.dataset.rules !== undefined;
let here = null;
const matches = (row) => {
  const stage = find('#stage').value;
  const rule = find('#rule').value;
  const keys = (row.dataset.rules ?? '').split(' ');
  if (stage !== '' && !keys.some((key) => key.startsWith(stage + '/'))) return false;
  if (rule !== '' && !keys.includes(rule)) return false;
  return isChange(row) || !find('#only').checked;
};
function count() {
  const changed = rows.filter(isChange);
  const seen = changed.filter((row) => !row.hidden).length;
  find('#count').textContent = zh()
    ? changed.length + ' 行有改动，显示 ' + seen + ' 行'
    : seen + ' of ' + changed.length + ' changed lines shown';
}
const filter = () => {
  for (const row of rows) row.hidden = !matches(row);
  for (const group of all('.group')) group.hidden = !all('.row', group).some((row) => !row.hidden);
  count();
};
const described = (mark) => {
  const keys = mark.closest('.rows').dataset.keys.split(' ');
  const parts = mark.dataset.changes.split(' ').map((code) => {
    if (code.startsWith('+')) return (zh() ? '另有 ' + code.slice(1) + ' 处' : 'and ' + code.slice(1) + ' more');
    const [, rule, at, guessed, sure] = /^(\\d+)@(\\d+)(?:\\?(\\d+)~([\\d.]*))?$/.exec(code);
    const name = keys[rule].replace('/', ': ') + (zh() ? '，位置 ' : ', offset ') + at;
    if (guessed === undefined) return name;
    const percent = sure === '' ? '' : (zh() ? '，把握 ' : ', ') + Math.round(sure * 100) + (zh() ? '%' : ' % sure');
    return name + (zh() ? '，推测 ' + guessed + ' 字' : ', ' + guessed + ' guessed') + percent;
  });
  const old = mark.dataset.old;
  return parts.join(' · ') + (old === undefined ? '' : (zh() ? ' · 原为“' : ' · stood there: “') + visible(old) + '”');
};
const visible = (text) => text.replace(/[\\p{Cc}\\p{Cf}]/gu, (one) => 'U+' + one.codePointAt(0).toString(16).toUpperCase().padStart(4, '0'));
const tell = (mark) => { told.textContent = described(mark); };
const offsetOf = (row) => (zh() ? '原文第 ' + row.firstChild.textContent + ' 行，位置 ' + row.dataset.offset : 'line ' + row.firstChild.textContent + ' of the original, offset ' + row.dataset.offset);
const go = (row) => {
  if (!row) return;
  if (here) {
    here.removeAttribute('tabindex');
    for (const mark of all('[data-changes]', here)) mark.removeAttribute('tabindex');
  }
  here = row;
  row.tabIndex = -1;
  for (const mark of all('[data-changes]', row)) mark.tabIndex = 0;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'center' });
  told.textContent = offsetOf(row) + ' · ' + (row.dataset.rules ?? '').split(' ').map((key) => key.replace('/', ': ')).join(', ');
};
const jump = (step) => {
  const stops = rows.filter((row) => !row.hidden && isChange(row));
  const at = here && !here.hidden ? stops.indexOf(here) : stops.findIndex((row) => row.getBoundingClientRect().top > 0) - (step > 0 ? 1 : 0);
  go(stops[Math.min(Math.max(at + step, 0), stops.length - 1)]);
};
addEventListener('keydown', (event) => {
  const step = { n: 1, p: -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('select, input, textarea')) return;
  event.preventDefault();
  jump(step);
});
find('#next').addEventListener('click', () => jump(1));
find('#previous').addEventListener('click', () => jump(-1));
for (const id of ['stage', 'rule', 'only']) find('#' + id).addEventListener('change', filter);
for (const name of ['mouseover', 'focusin'])
  addEventListener(name, (event) => {
    const mark = event.target.closest('[data-changes]');
    if (mark) tell(mark);
  });
const load = () => {
  rows = all('.row[data-offset]');
  here = null;
  const keys = new Set(all('.rows').flatMap((table) => table.dataset.keys.split(' ').filter(Boolean)));
  fill(find('#rule'), [...keys].sort(), (key) => key.replace('/', ': '));
  fill(find('#stage'), new Set([...keys].map((key) => key.split('/')[0])), (stage) => stage);
  filter();
};
const fill = (select, values, name) => {
  const chosen = select.value;
  select.length = 1;
  for (const value of values) select.add(new Option(name(value), value));
  select.value = [...select.options].some(({ value }) => value === chosen) ? chosen : '';
};
find('#language').addEventListener('click', () => speak(zh() ? 'en' : 'zh-Hans'));
speak(/^zh\\b/i.test(navigator.language) ? 'zh-Hans' : 'en');
find('.tools').hidden = false;
load();
`;
