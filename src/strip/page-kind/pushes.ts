/** A comment of a PTT article, in match form: `推 lakeside: 同意 03/04 12:30`. */
const PUSH = /^(?:[推嘘→]|->)\s{0,2}[A-Z][A-Z0-9]{1,12}\s?:.{0,200}\d{1,2}\/\d{1,2}(?:\s\d{1,2}:\d{2})?$/i;

/** Whether a line is a comment of a PTT article. */
export function isPush(matchForm: string): boolean {
  return PUSH.test(matchForm);
}
