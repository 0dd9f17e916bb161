import iconv from 'iconv-lite';
import type { Decoded, EncodingHints } from '../../src/types.ts';
import { decode } from '../../src/detect/index.ts';

export const HANS =
  '春天来了，河边的柳树发了新芽，孩子们在院子里放风筝。\n村里的老人说，今年的雨水比去年多，麦子一定长得好。\n下午三点，县里的干部来到学校，看望老师和学生。';
export const HANT =
  '春天來了，河邊的柳樹發了新芽，孩子們在院子裡放風箏。\n村裡的老人說，今年的雨水比去年多，麥子一定長得好。\n下午三點，縣裡的幹部來到學校，看望老師和學生。';
export const JAPANESE = '春が来た。川のそばの柳に新しい芽が出て、子どもたちは庭で凧をあげている。';
export const KOREAN = '봄이 왔다. 강가의 버드나무에 새싹이 돋고 아이들은 마당에서 연을 날린다.';
export const RUSSIAN =
  'Пришла весна. На ивах у реки появились новые листья, а дети запускают во дворе воздушных змеев. Старики говорят, что в этом году дождей больше.';
export const GREEK =
  'Ήρθε η άνοιξη. Οι ιτιές δίπλα στο ποτάμι έβγαλαν καινούργια φύλλα και τα παιδιά πετούν χαρταετούς στην αυλή.';
export const POLISH =
  'Przyszła wiosna. Wierzby nad rzeką wypuściły świeże liście, a dzieci puszczają na podwórzu latawce. Starsi mówią, że w tym roku będzie więcej deszczu.';
export const FRENCH =
  'Le printemps est arrivé. Les saules près de la rivière ont des feuilles nouvelles, et les élèves font voler des cerfs-volants derrière l’école.';

export const NO_HINTS: EncodingHints = { charset: null, encoding: null, candidates: null };

export function detect(bytes: Uint8Array, hints: Partial<EncodingHints> = {}): Decoded {
  return decode(bytes, { ...NO_HINTS, ...hints });
}

export function encode(text: string, encoding: string): Buffer {
  return iconv.encode(text, encoding);
}
