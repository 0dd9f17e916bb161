import { expect, test } from 'vitest';
import { repairWarnings } from '../../src/repair/index.ts';

test.each([
  '朱?基总理说，中国经济发展很快。',
  '这是王?先生的书。',
  '李?明去了北京，第二天才回来。',
  '记者李?北京报道',
  '他把?带走了。',
  '镕?的故事',
  '事件回?：老人跌倒',
  '堃?公司的经理说，堃?公司没有这个人。',
])('%s has lost a character', (text) => {
  expect(repairWarnings(text)).toEqual(['irrecoverable-characters']);
});

test.each([
  '你好吗?我很好。',
  '真的?假的?的确如此',
  '是你?的确是我',
  '今天去?明天去?后天去?',
  '好?好。谁?他。',
  '为什么?、怎么办?、谁来办?',
  '他说什么?：没听清',
  'a?b：c?d',
])('%s has not', (text) => {
  expect(repairWarnings(text)).toEqual([]);
});
