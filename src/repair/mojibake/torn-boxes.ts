/** Corners and crossings of boxes by whether a single or a double line leaves them to the left, and to the right. */
const LEFT = ['┐┘┤┬┴┼╖╜╢╥╨╫', '╗╝╣╦╩╬╕╛╡╤╧╪'] as const;
const RIGHT = ['┌└├┬┴┼╓╙╟╥╨╫', '╔╚╠╦╩╬╒╘╞╤╧╪'] as const;
/** Corners, crossings and lines, and the letters that code pages have among them; without blocks, of which large letters are drawn. */
const RUN = /[\u2500-\u256c\u00a1-\u00a5\u00aa-\u00ac\u00ba-\u00ff\u0393-\u03c6\u0400-\u045f]{3,}/g;
const IS_LINE = /[\u2500-\u250b\u254c-\u2551]/;
const IS_JOINT = /[\u250c-\u254b\u2552-\u256c]/;
const LEAST_TORN = 2;

/**
 * Whether corners and crossings of boxes stand side by side in a line without joining, or beside European letters: what code pages 437, 850, 852, 866 and
 * KOI8-R show of the bytes of GBK (`╙├╗º╣▄└φ` is 用户管理). In a drawing lines meet, and a list of such signs has no letters.
 */
export function hasTornBoxes(line: string): boolean {
  let [torn, letters] = [0, 0];
  for (const [run] of line.matchAll(RUN)) {
    for (let i = 1; i < run.length; i++) {
      const [left = '', right = ''] = [run[i - 1], run[i]];
      if (IS_LINE.test(left) || IS_LINE.test(right)) continue;
      const joints = Number(IS_JOINT.test(left)) + Number(IS_JOINT.test(right));
      if (joints === 1) letters++;
      if (joints === 1 || (joints === 2 && lineOf(RIGHT, left) !== lineOf(LEFT, right))) torn++;
    }
  }
  return letters > 0 && torn >= LEAST_TORN;
}

/** The kind of line on that side of a joint; -1 if there is none. */
function lineOf(sides: readonly string[], joint: string): number {
  return sides.findIndex((joints) => joints.includes(joint));
}
