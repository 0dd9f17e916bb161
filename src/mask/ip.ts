import type { Edit, TextRule } from '../types.ts';
import { masked } from './masked.ts';
import type { Found } from './masked.ts';

const OCTETS = /(?<![\w.:/+-])(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})(?!\.?\d|[A-Z_]|\.[A-Z*])/gi;
const GROUPS = /(?<![\w:.])[23][\da-f]{3}(?::[\da-f]{0,4}){2,7}(?![\w:])/gi;

/** A number that these stand before is no address. */
const VERSION = /(?:版本?|固件|软件|[Vv](?:er(?:sion)?)?|[Bb]uild|[Rr]elease|[第章节条])[\s:：.号]*$/;
const ADDRESS = /(?:IP|ip|Ip|地址|主机|服务器|来自)(?:地址|[为是：:\s])*$/;
/** The components of versions and of numbered sections are smaller. */
const MIN_OCTET = 32;

/** A public address: private, local and reserved ones point at nobody. */
function isPublic([a = 0, b = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  return !(
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128)
  );
}

function isVersion4({ text, before }: Found): boolean {
  const octets = text.split('.').map(Number);
  if (octets.some((octet) => octet > 255) || !isPublic(octets) || VERSION.test(before)) return false;
  return ADDRESS.test(before) || octets.filter((octet) => octet >= MIN_OCTET).length >= 2;
}

function isVersion6({ text }: Found): boolean {
  const gaps = text.split('::').length - 1;
  const groups = text.split(':').length;
  return gaps === 1 ? groups <= 8 && !text.includes(':::') : gaps === 0 && groups === 8 && !text.endsWith(':');
}

function addresses(text: string): readonly Edit[] {
  const edits = [...masked(text, OCTETS, 'ip', isVersion4), ...masked(text, GROUPS, 'ip', isVersion6)];
  return edits.sort((a, b) => a.at - b.at);
}

export const ip: TextRule = {
  name: 'mask-ip',
  summary: 'Masks public IP addresses',
  examples: [
    { before: '网友 61.135.169.121 发表于昨天，IP：1.2.3.4', after: '网友 [ip] 发表于昨天，IP：[ip]' },
    { before: '从 2001:db8:85a3::8a2e:370:7334 登录', after: '从 [ip] 登录' },
    { before: '升级到 1.2.3.4 版，内网 192.168.1.1', after: '升级到 1.2.3.4 版，内网 192.168.1.1' },
  ],
  gate: (text) => /\d\.\d|:[\da-f]*:/i.test(text),
  propose: addresses,
};
