/** Example commands for the help and the man page. */
export const EXAMPLES: readonly (readonly [line: string, does: string])[] = [
  ['normalize pages/ > records.jsonl', 'a folder to records, one JSON object a line'],
  ['normalize pages/ -o records.jsonl', 'the same; the file appears only when it is whole'],
  ['normalize page.html', 'one page, shown to be read'],
  ['normalize page.html | jq -r .text', 'the clean text of one page'],
  ['cat page.txt | normalize -', 'standard input'],
  ['normalize --skip convert pages/', 'keep the script as it is found'],
  ['normalize --format jsonl crawl.jsonl', 'a document a line, in its field "text"'],
  ['normalize pages/ --out-dir parts/', 'parts with ledgers, resumed by the same command'],
  ['normalize pages/ --learn', 'also removes lines that a site repeats'],
  ['normalize check fixtures/', 'compare with expected records, for CI'],
  ['normalize rules', 'every rule, what it does, and an example'],
];

export const STATUSES: readonly (readonly [status: number, means: string])[] = [
  [0, 'all well'],
  [1, 'some input failed or a check found a difference'],
  [2, 'wrong usage'],
  [70, 'internal error (a bug)'],
  [130, 'interrupted (143: terminated, 129: terminal gone)'],
];
