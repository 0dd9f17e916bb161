/** A time of day after a date; `hour` is null if its words leave the hour or the day open. */
export interface Clock {
  readonly hour: number | null;
  readonly minute: string;
  readonly second: string;
  /** Whether a part of the day is named. */
  readonly half: boolean;
  /** The stated zone as an ISO 8601 offset, or null. */
  readonly zone: string | null;
}

/** The offset of China, the default for times without a stated zone. */
export const CHINA_ZONE = '+08:00';

/** Parts of the day, in simplified script, with the 24-hour value of a printed hour; null if it is impossible or belongs to another day. */
const PARTS_OF_DAY: readonly { readonly words: string; readonly hourOf: (hour: number) => number | null }[] = [
  { words: '上午|凌晨|午前|오전|a\\.?m\\b\\.?', hourOf: (hour) => (hour === 12 ? 0 : hour < 12 ? hour : null) },
  { words: '早上|早晨|清晨', hourOf: (hour) => (hour < 12 ? hour : null) },
  { words: '下午|午后|傍晚|오후|p\\.?m\\b\\.?', hourOf: (hour) => (hour < 12 ? hour + 12 : hour) },
  {
    words: '中午',
    hourOf: (hour) => (hour > 0 && hour <= 3 ? hour + 12 : hour >= 10 && hour <= 15 ? hour : null),
  },
  {
    words: '晚上|晚间|夜间|夜里|深夜',
    hourOf: (hour) => (hour >= 5 && hour < 12 ? hour + 12 : hour >= 17 ? hour : null),
  },
];

/** Offsets of named zones. On Chinese pages `CST` is China Standard Time. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['Z', '+00:00'],
  ['GMT', '+00:00'],
  ['UTC', '+00:00'],
  ['JST', '+09:00'],
  ['KST', '+09:00'],
  ['CST', '+08:00'],
  ['HKT', '+08:00'],
  ['EST', '-05:00'],
  ['EDT', '-04:00'],
  ['PST', '-08:00'],
  ['PDT', '-07:00'],
  ['北京时间', '+08:00'],
  ['台北时间', '+08:00'],
  ['台湾时间', '+08:00'],
  ['香港时间', '+08:00'],
  ['东京时间', '+09:00'],
  ['日本时间', '+09:00'],
  ['首尔时间', '+09:00'],
  ['韩国时间', '+09:00'],
]);

const CITY = '(?:北京|台[北湾]|香港|东京|日本|首尔|韩国)时间';
const HALF = PARTS_OF_DAY.map(({ words }) => words).join('|');
const WEEKDAY = String.raw`(?:\(?(?:星期|周)[一二三四五六日天]\)?|\([^()\d\s]{1,3}\))\s{0,2}`;
const ZONE = String.raw`(?:Z|(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d{2})?|GMT|UTC|[+-](?:0\d|1[0-4]):?\d{2}|[JKC]ST|HKT|[EP][SD]T)(?![\w:])|${CITY}`;
const CLOCK = new RegExp(
  String.raw`^(?:,|\sat)?[\sT]{0,4}(?:${WEEKDAY})?(?<city>${CITY})?\s{0,2}(?<before>${HALF})?\s{0,3}` +
    String.raw`(?<hour>\d{1,2})\s?[:时点]\s?(?<minute>\d{2})(?:\s?分(?:\s?(?<last>\d{2})秒)?|:\s?(?<second>\d{2})(?!\d))?(?:\.\d{1,6})?` +
    String.raw`(?:\s{0,2}(?<after>${HALF})(?![\u4e00-\u9fff]))?\s{0,2}\(?(?<zone>${ZONE})?`,
  'i',
);

const CITY_BEFORE = new RegExp(String.raw`(${CITY})\s?:?\s?$`);
const ZONE_ALONE = new RegExp(ZONE, 'i');

/** The time of day directly after a date, with a zone named on either side; null if there is none. */
export function clockIn(after: string, before = ''): Clock | null {
  const found = CLOCK.exec(after.slice(0, 64))?.groups;
  if (found === undefined) return null;
  const { hour, minute = '', last, second = last ?? '00' } = found;
  const half = found['before'] ?? found['after'];
  const printed = Number(hour);
  if (printed > 23 || +minute > 59 || +second > 59) return null;
  const named = found['zone'] ?? found['city'] ?? CITY_BEFORE.exec(before.slice(-8))?.[1];
  const range = named !== undefined && /^-\d\d:/.test(named) && found['second'] === undefined && !/^T/i.test(after);
  return {
    hour: half === undefined ? printed : hourOf(printed, half),
    minute,
    second,
    half: half !== undefined,
    zone: named === undefined || range ? null : zoneOf(named),
  };
}

/** The zone in a text that contains nothing else, or null. */
export function zoneIn(text: string | undefined): string | null {
  const named = ZONE_ALONE.exec(text ?? '')?.[0];
  return named === undefined ? null : zoneOf(named);
}

const HOURS = PARTS_OF_DAY.map(({ words, hourOf: find }) => ({ pattern: new RegExp(`^(?:${words})$`, 'i'), find }));

function hourOf(hour: number, half: string): number | null {
  return HOURS.find(({ pattern }) => pattern.test(half))?.find(hour) ?? null;
}

/** `Z`, `+0900`, `GMT+8`, `UTC+09:00`, `北京时间` as ISO 8601 has them. */
function zoneOf(named: string): string {
  const [, sign, hours = '', minutes = '00'] = /([+-])(\d{1,2}):?(\d{2})?$/.exec(named) ?? [];
  return sign === undefined
    ? (ZONES.get(named.toUpperCase()) ?? CHINA_ZONE)
    : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
