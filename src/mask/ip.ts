import type { Edit, TextRule } from '../types.ts';
import { folded, foundIn, inOrder, listsOf, masked } from './masked.ts';
import type { Found } from './masked.ts';

const OCTETS = /(?<![\w.+])(?:(?:0|[1-9]\d{0,2})[.．]){3}(?:0|[1-9]\d{0,2})(?![.．]?\d|[A-Z_]|\.[A-Z*])/gi;
const GROUPS = /(?<![\w:.])[23][\da-f]{3}(?::[\da-f]{0,4}){2,7}(?![\w:])/gi;
const SEPARATOR = /^ ?[-–—~～,，、/;；至到和或] ?$/;

/** A number that these stand before or behind is no address. */
const VERSION = /(?:版本?|固件|软件|[Vv](?:er(?:sion)?)?|[Bb]uild|[Rr]elease|[第章节条])[\s:：.号]*$|[\w.)][/-]$/;
const VERSION_AFTER = /^(?:\s?版|[-+](?:alpha|beta|rc|dev|snapshot|release))/i;
/** What only an address has: a word, the scheme of a URL, a port, the length of a mask. */
const ADDRESS =
  /(?:(?<![a-z])(?:IP|DNS|ping|tracert|traceroute|telnet|ssh|nslookup|curl|host|nameserver|gateway|proxy)|地址|主机|主機|服务器|伺服器|来自|來自|网关|代理)(?:地址|[为是：:=\s"'])*$|:\/\/(?:[^\s/@]{1,12}@)?$/i;
const ADDRESS_AFTER = /^:\d{2,5}(?!\d)|^\/(?:[89]|[12]\d|3[0-2])(?!\d)/;
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

function octetsOf({ text }: Found): readonly number[] {
  return text.split(/[.．]/).map(Number);
}

function isAddress4(found: Found): boolean {
  const octets = octetsOf(found);
  return octets.every((octet) => octet <= 255) && isPublic(octets);
}

function isEvident(found: Found): boolean {
  if (ADDRESS.test(found.before) || ADDRESS_AFTER.test(found.after)) return true;
  return octetsOf(found).filter((octet) => octet >= MIN_OCTET).length >= 2;
}

/** Addresses of a list, or of a range, are all ones if one is. */
function areAddresses(list: readonly Found[]): boolean {
  const [first] = list;
  const isVersion = VERSION.test(first?.before ?? '') || VERSION_AFTER.test(list.at(-1)?.after ?? '');
  return !isVersion && list.some(isEvident);
}

function isAddress6({ text }: Found): boolean {
  const gaps = text.split('::').length - 1;
  const groups = text.split(':').length;
  return gaps === 1 ? groups <= 8 && !text.includes(':::') : gaps === 0 && groups === 8 && !text.endsWith(':');
}

function addresses(text: string): readonly Edit[] {
  const plain = folded(text);
  const lists = listsOf(plain, foundIn(plain, OCTETS).filter(isAddress4), SEPARATOR);
  const found = [...lists.filter(areAddresses).flat(), ...foundIn(plain, GROUPS).filter(isAddress6)];
  return masked(text, inOrder(found), 'ip');
}

export const ip: TextRule = {
  name: 'mask-ip',
  summary: 'Masks public IP addresses',
  examples: [
    { before: '网友 61.135.169.121 发表于昨天，IP：1.2.3.4', after: '网友 [ip] 发表于昨天，IP：[ip]' },
    { before: '从 2001:db8:85a3::8a2e:370:7334 登录', after: '从 [ip] 登录' },
    { before: '见 http://47.95.1.2:8080/a，ping 8.8.8.8', after: '见 http://[ip]:8080/a，ping [ip]' },
    { before: '112.80.248.1-112.80.248.75，8.8.8.8:53', after: '[ip]-[ip]，[ip]:53' },
    { before: '升级到 1.2.3.4 版，内网 192.168.1.1', after: '升级到 1.2.3.4 版，内网 192.168.1.1' },
  ],
  gate: (text) => /[\d\uff10-\uff19][.．][\d\uff10-\uff19]|:[\da-f]*:/i.test(text),
  propose: addresses,
};
