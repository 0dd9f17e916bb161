import { isBareDate } from './recurring-lines.ts';
import type { Page } from '../page.ts';

/** What the name of an organ ends with that signs a paper. */
const ORGAN = /(?:[府院厅局部委办会署室处社校站所队行]|人大|中心|公司|大学|集团)(?:\([^()]{1,12}\))?$/;
const LONGEST = 40;

/** The day below the name of an organ, behind the text of a paper, is its signature and stays, also where an attachment follows. `marks` is changed. */
export function keepSignatures(page: Page, marks: (string | null)[], firstProse: number): void {
  const lines = page.lines.filter(({ text }) => text !== '');
  lines.forEach((line, at) => {
    const above = lines[at - 1];
    if (marks[line.index] !== 'date' || line.index < firstProse || above === undefined || !isBareDate(line.shadow))
      return;
    const signs = marks[above.index] === null && above.shadow.length <= LONGEST && ORGAN.test(above.shadow);
    if (signs && above.features.linkLength === 0) marks[line.index] = null;
  });
}
