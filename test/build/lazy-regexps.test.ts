import { join } from 'node:path';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { root } from '../run/command.ts';

const { withLazyRegExps } = (await import(join(root, '.config/lazy-regexps.js'))) as {
  withLazyRegExps: (code: string) => string;
};

/** What a bundle leaves in `result`. */
function ran(code: string): unknown {
  return new Script(`(()=>{${code};return result})()`).runInThisContext();
}

test.each([
  ['a read', 'const A=/a/;const result=[A.test("a"),[A],{a:A}.a===A,A.source]'],
  ['a function that runs later', 'const f=s=>A.test(s);const A=/a/;const result=[f("a"),f("b")]'],
  ['a place that it keeps', 'const A=/a/g;const f=()=>A.exec("aa")?.index;const result=[f(),f(),f()]'],
  ['a property of its name', 'const A=/a/;const o={A,B:{A:1}};const result=[o.A===A,o.B.A,o["A"].flags]'],
  ['a parameter of its name', 'const A=/a/;const f=A=>A+1;const g=({A})=>A;const result=[f(1),g({A:2}),A.test("a")]'],
  ['a variable of its name', 'const A=/a/;function f(){const A=3;return A}const result=[f(),A.test("a")]'],
  ['a destructured default', 'const A=/a/;const f=({B=A})=>B.test("a");const result=[f({}),`${A}`]'],
  ['patterns of rules', 'const A=/c/;const R=[{patterns:[/a/,A]}];const result=[R[0].patterns.some(p=>p.test("c"))]'],
])('a bundle does the same: %s', (_, code) => {
  expect(ran(withLazyRegExps(code))).toEqual(ran(code));
});

test('nothing is made before it is used', () => {
  const code = withLazyRegExps(
    'const A=/a/;const R=[{patterns:[/b/,new RegExp("(")]}];const f=()=>A;const result=[A,f]',
  );
  expect(code).toContain('let A;');
  expect(() => ran(code)).not.toThrow();
  expect(withLazyRegExps('const A=/a/;const f=A=>A')).toContain('const A=/a/;');
});
