/** The script of a report: language, keys, opening what a link leads to. Without it the report is in English and everything works. */
export const SCRIPT = `
'use strict';
const root = document.documentElement;
const button = document.querySelector('button');
const speak = (language) => {
  root.lang = language;
  button.textContent = language === 'en' ? '中文' : 'English';
  button.lang = language === 'en' ? 'zh-Hans' : 'en';
};
speak(/^zh\\b/i.test(navigator.language) ? 'zh-Hans' : 'en');
button.hidden = false;
button.addEventListener('click', () => speak(root.lang === 'en' ? 'zh-Hans' : 'en'));
const open = () => {
  const inside = document.getElementById(location.hash.slice(1));
  const details = inside && inside.closest('details');
  if (!details) return;
  details.open = true;
  details.querySelector('summary').focus({ preventScroll: true });
  details.scrollIntoView();
};
addEventListener('hashchange', open);
open();
addEventListener('keydown', (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...document.querySelectorAll('details.sample > summary')];
  const here = document.activeElement.closest('details.sample > summary');
  const near = here ? all.indexOf(here) : all.findIndex((one) => one.getBoundingClientRect().top > 0) - (step > 0 ? 1 : 0);
  const next = all[near + step];
  if (!next) return;
  if (here) here.parentElement.open = false;
  next.parentElement.open = true;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'start' });
});
`;
