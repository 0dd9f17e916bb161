import { rules, STAGES } from '../../index.ts';
import { SCRIPT } from '../diff/page-script.ts';
import { STYLE } from '../diff/page-style.ts';
import { tools } from '../diff/page.ts';
import { element, foreign, markup, policyOf, said, trusted } from '../report/html.ts';
import type { Html, Said } from '../report/html.ts';
import { SERVE_SCRIPT } from './page-script.ts';

/** What the command line named. */
export interface Named {
  readonly folder: string | null;
  readonly rulesFile: string | null;
}

const ALL_STYLE = `${STYLE}
.try { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: .8rem 1.5rem; margin: .8rem 0; }
.try > div { display: flex; flex-direction: column; gap: .4rem; min-width: 0; } .line-of { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: center; }
textarea, input[type=text] { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--edge); border-radius: .4rem; padding: .4rem .6rem; width: 100%; }
textarea { min-height: 9rem; resize: vertical; } #own { font-family: ui-monospace, monospace; font-size: .9rem; } input[type=file] { max-width: 100%; }
#note { white-space: pre-wrap; margin: .3rem 0; } #effects { padding-inline-start: 1.2rem; }
`;
const ALL_SCRIPT = SCRIPT + SERVE_SCRIPT;

/** Sends requests to its own server alone, and cannot be framed. */
export function servePolicy(): string {
  return `${policyOf({ style: ALL_STYLE, script: ALL_SCRIPT })}; connect-src 'self'; frame-ancestors 'none'`;
}

/** The page. `own` is the text of the rules file. */
export function servePage({ folder, rulesFile }: Named, own: string): string {
  const body = element(
    'body',
    {},
    element(
      'main',
      {},
      element('h1', {}, said({ en: 'Try normalize', zh: '试用 normalize' })),
      element(
        'div',
        { class: 'try' },
        element('div', {}, ...input()),
        element('div', {}, ...ownRules(own, folder, rulesFile)),
      ),
      element('p', { id: 'note', role: 'status' }),
      element('ul', { id: 'effects' }),
      tools(),
      element('div', { id: 'documents' }),
    ),
    element('p', { id: 'told', role: 'status' }),
    element('script', {}, trusted(ALL_SCRIPT)),
  );
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, 'normalize serve'),
    element('style', {}, trusted(ALL_STYLE)),
  );
  return `<!doctype html>\n<html lang="en">${markup([head, body])}</html>\n`;
}

function input(): readonly Html[] {
  return [
    labelled('text', {
      en: 'Paste a text or a page, or drop a file anywhere',
      zh: '粘贴文本或网页，或把文件拖到页面上',
    }),
    element('textarea', { id: 'text', spellcheck: 'false' }),
    element(
      'div',
      { class: 'line-of' },
      labelled('file', { en: 'or choose a file:', zh: '或选择文件：' }),
      element('input', { id: 'file', type: 'file' }),
      element('span', { id: 'name' }),
    ),
    element(
      'div',
      { class: 'line-of' },
      said({ en: 'Stages:', zh: '阶段：' }),
      ...STAGES.map((stage) =>
        element('label', {}, element('input', { type: 'checkbox', name: 'stage', value: stage, checked: '' }), stage),
      ),
    ),
    labelled('skip', { en: 'Rules to skip, with commas', zh: '跳过的规则，用逗号隔开' }),
    element('input', { id: 'skip', type: 'text', list: 'rules', autocomplete: 'off' }),
    element('datalist', { id: 'rules' }, ...rules().map(({ name }) => element('option', { value: name }))),
  ];
}

function ownRules(own: string, folder: string | null, rulesFile: string | null): readonly Html[] {
  const button = (id: string, name: Said): Html => element('button', { id, type: 'button' }, said(name));
  return [
    labelled('own', { en: 'Rules of your own (YAML)', zh: '自己的规则（YAML）' }),
    element('textarea', { id: 'own', spellcheck: 'false' }, own),
    element(
      'div',
      { class: 'line-of' },
      ...(folder === null ? [] : [button('try', { en: 'Try on the folder', zh: '在文件夹上试用' }), foreign(folder)]),
      ...(rulesFile === null ? [] : [button('save', { en: 'Save', zh: '保存' }), foreign(rulesFile)]),
    ),
  ];
}

function labelled(id: string, name: Said): Html {
  return element('label', { for: id }, said(name));
}
