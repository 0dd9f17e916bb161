import { sumsOf } from '../stats/common.ts';
import { SAMPLE_LISTS } from '../stats/samples.ts';
import type { Entry, ListName, Sample } from '../stats/samples.ts';
import type { Stats } from '../stats/stats.ts';
import { number, percent } from './charts.ts';
import { element, foreign, said } from './html.ts';
import type { Content, Html } from './html.ts';
import { sampleDetails, sampleLink } from './sample.ts';
import { LIST_WORDS } from './words.ts';

/** A document in a list of the report. */
interface Listed {
  readonly sample: Sample;
  readonly note: Content;
}

/** The lists of documents to look at. Each document opens once; where it stands in another list, that has a link to it. */
export function sampleLists({ samples, commons }: Stats): readonly Html[] {
  const shown = new Set<string>();
  return (Object.keys(LIST_WORDS) as (keyof typeof LIST_WORDS)[]).map((name) => {
    const listed = name === 'unusual' ? unusual(samples, commons) : (samples.get(name) ?? []).map(noted(name));
    return list(name, listed, shown);
  });
}

function list(name: keyof typeof LIST_WORDS, listed: readonly Listed[], shown: Set<string>): Html {
  const { title, about } = LIST_WORDS[name];
  const items = listed.map(({ sample, note }) => {
    const known = shown.has(sample.id);
    shown.add(sample.id);
    return known ? sampleLink(sample, note) : sampleDetails(sample, note);
  });
  const none = element('p', { class: 'none' }, said({ en: 'None.', zh: '没有。' }));
  return element(
    'section',
    { id: name },
    element('h3', {}, said(title), ' ', element('span', { class: 'count' }, listed.length)),
    element('p', {}, said(about)),
    ...(items.length === 0 ? [none] : items),
  );
}

function noted(name: Exclude<ListName, 'unusual_low' | 'unusual_high'>): (entry: Entry) => Listed {
  return ({ sample }) => ({ sample, note: NOTES[name](sample) });
}

const shareOf = ({ read, written }: Sample): number => (read === 0 ? 0 : Math.min(1, written / read));
const kept = (sample: Sample): Content =>
  said({
    en: `keeps ${percent(shareOf(sample))} of ${number(sample.read)} characters`,
    zh: `${number(sample.read)} 个字符中保留 ${percent(shareOf(sample))}`,
  });

/** Why a document is in a list, in a few words. */
const NOTES: Readonly<Record<Exclude<ListName, 'unusual_low' | 'unusual_high'>, (sample: Sample) => Content>> = {
  damaged: ({ warnings }) => foreign(warnings.join(', ')),
  least_kept: kept,
  gaps: kept,
  guesses: ({ guessed }) =>
    said({
      en: `${number(guessed)} guessed ${guessed === 1 ? 'character' : 'characters'}`,
      zh: `推测了 ${number(guessed)} 个字符`,
    }),
  low_confidence: ({ encoding, confidence }) => [foreign(encoding), ` ${percent(confidence)}`],
  random: kept,
};

/** A site must have this many documents, and a page keep so much more or less than they do, to be unusual. */
const MIN_DOCUMENTS = 5;
const MIN_DIFFERENCE = 0.25;

/** Pages whose share kept is farthest from that of their site, the farthest first. */
function unusual(samples: Stats['samples'], commons: Stats['commons']): readonly Listed[] {
  const sums = commons.get('sites');
  const shares = new Map(
    (sums === undefined ? [] : sumsOf(sums)).flatMap(([site, [documents = 0, read = 0, written = 0]]) =>
      documents >= MIN_DOCUMENTS && read > 0 ? [[site, Math.min(1, written / read)] as const] : [],
    ),
  );
  const extremes = Array.from(samples).flatMap(([name, entries]) => (name.startsWith('unusual') ? entries : []));
  const found = new Map(extremes.map(({ sample }) => [sample.id, sample]));
  return [...found.values()]
    .flatMap((sample) => {
      const share = shares.get(sample.site);
      return share === undefined ? [] : [{ sample, share, difference: Math.abs(share - shareOf(sample)) }];
    })
    .filter(({ difference }) => difference >= MIN_DIFFERENCE)
    .sort((a, b) => b.difference - a.difference || (a.sample.id < b.sample.id ? -1 : 1))
    .slice(0, SAMPLE_LISTS.least_kept.keep)
    .map(({ sample, share }) => ({
      sample,
      note: said({
        en: `keeps ${percent(shareOf(sample))}, its site ${percent(share)}`,
        zh: `保留 ${percent(shareOf(sample))}，同网站平均 ${percent(share)}`,
      }),
    }));
}
