import { decodeHTML } from 'entities/decode';
import fc from 'fast-check';
import { Tokenizer, TokenizerMode } from 'parse5';
import { expect, test } from 'vitest';
import { replay, undo } from '../../src/engine/edits.ts';
import { readHtml } from '../../src/read/html/index.ts';
import { scanMarkup } from '../../src/read/html/tokenizer.ts';
import { lineSpans } from '../../src/text/lines.ts';
import type { Reading, Step } from '../../src/types.ts';

const markup = fc
  .array(
    fc.constantFrom(
      ...'<div> </div> <p> </p> <a href=x> <a name=y> </a> <table> <tr> <td> </td> </tr> </table> <li> <ul> </ul> <br> <h2> </h2> <pre> </pre>'.split(
        ' ',
      ),
      ...[
        '<div class="foot nav">',
        "<div style='display:none'>",
        '<span hidden>',
        '</span>',
        '<!-- x -->',
        '<!--',
        '-->',
        '<script>',
        '</script>',
      ],
      ...[
        '<textarea>',
        '<pre>',
        '</pre>',
        '<code>',
        '</code>',
        '\n\n',
        '</textarea>',
        '<select>',
        '<svg/>',
        '<p title="a>b">',
        '<',
        '>',
        '</',
        '<!x>',
        '\r\n',
        '\u2028',
        '  ',
        ' ',
        '\u3000',
      ],
      ...['春天来了。', '山 水', '&nbsp;', '&amp;lt;', '&#13;', '&#x4e2d', '&notit;', '&', '中文', 'a  b', '&nbsp电'],
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

const stepsOf = (reading: Reading): readonly Step[] => [
  { stage: 'read', rule: 'markup', count: 1, guessed: 0, edits: reading.edits },
];

test('edits tell how the source became the text, whatever the markup', () => {
  fc.assert(
    fc.property(fc.oneof(markup, fc.string({ unit: 'binary' })), (html) => {
      const reading = readHtml(html);
      expect(reading.lines).toHaveLength(lineSpans(reading.text).length);
      expect(replay(html, stepsOf(reading))).toBe(reading.text);
      expect(undo(reading.text, stepsOf(reading))).toBe(html);
    }),
    { numRuns: 500 },
  );
});

test('characters that are in the source are in no edit', () => {
  const edits = readHtml('<p>春天来了，<b>山花</b>开了。</p>\n<p>第二段&amp;尾</p>').edits();
  expect(edits.map((edit) => edit.new).join('')).toBe('\n&');
});

test('markup and text are distinguished as in parse5', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        markup,
        fc.string({ unit: fc.constantFrom('<', '>', '/', '!', '-', '=', '"', "'", ' ', 'a', '&', ';') }),
      ),
      (html) => {
        expect(ours(html)).toBe(theirs(html));
      },
    ),
    { numRuns: 1000 },
  );
});

/** Tags and text outside raw elements, in order. */
function ours(html: string): string {
  const out: string[] = [];
  scanMarkup(html, {
    text: (start, end) => out.push(decodeHTML(html.slice(start, end).replace(/\r\n?/g, '\n'))),
    open: (tag) => out.push(`<${tag.name} ${tag.selfClosing}>`),
    close: (name) => out.push(`</${name}>`),
    raw: () => undefined,
  });
  return out.join('');
}

const RAW = ['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'plaintext'];

function theirs(html: string): string {
  const out: string[] = [];
  let raw = false;
  const text = (token: { chars: string }): void => {
    if (!raw) out.push(token.chars);
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onComment: () => undefined,
      onDoctype: () => undefined,
      onEof: () => undefined,
      onCharacter: text,
      onNullCharacter: text,
      onWhitespaceCharacter: text,
      onStartTag: (token) => {
        out.push(`<${token.tagName} ${token.selfClosing}>`);
        raw = RAW.includes(token.tagName);
        if (raw) tokenizer.state = TokenizerMode.RAWTEXT;
      },
      onEndTag: (token) => {
        out.push(`</${token.tagName}>`);
        raw = false;
      },
    },
  );
  tokenizer.write(html, true);
  return out.join('');
}
