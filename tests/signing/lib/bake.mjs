// Baking: a credential inside a picture (Open Badges 3.0, section 'Image Baking'; 2.0 the same with other names).
import {crc32, deflateSync, inflateSync} from 'node:zlib';

/** A small square of one colour, with an iTXt chunk of this keyword. */
export function bakePng(text, {keyword = 'openbadgecredential', compressed = false, colour = [24, 90, 120]} = {}) {
  const size = 48;
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array(size).fill(Buffer.from(colour)))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const body = Buffer.from(text, 'utf8');
  const baked = Buffer.concat([Buffer.from(keyword, 'latin1'), Buffer.from([0, compressed ? 1 : 0, 0, 0, 0]), compressed ? deflateSync(body, {level: 9}) : body]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('iTXt', baked),
    chunk('IDAT', deflateSync(Buffer.concat(Array(size).fill(row)), {level: 9})),
    chunk('IEND', Buffer.alloc(0))
  ]);
}

export function bakeSvg(text, {isJwt = false} = {}) {
  const held = isJwt ? `<openbadges:credential verify="${text}"/>` : `<openbadges:credential><![CDATA[${text}]]></openbadges:credential>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" viewBox="0 0 48 48">
  ${held}
  <circle cx="24" cy="24" r="22" fill="#185a78"/>
</svg>
`;
}

/** The credential in a picture, or undefined. */
export function unbake(bytes) {
  if(bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) {
    return unbakePng(bytes);
  }
  const text = bytes.toString('utf8');
  return text.match(/<openbadges:credential[^>]*\sverify="([^"]+)"/)?.[1] ?? text.match(/<openbadges:credential[^>]*>\s*<!\[CDATA\[([\s\S]*?)\]\]>/)?.[1];
}

function unbakePng(bytes) {
  for(let at = 8; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if(bytes.toString('latin1', at + 4, at + 8) === 'iTXt') {
      const end = data.indexOf(0);
      const language = data.indexOf(0, end + 3);
      const body = data.subarray(data.indexOf(0, language + 1) + 1);
      if(/^openbadge/.test(data.toString('latin1', 0, end))) {
        return data[end + 1] === 1 ? inflateSync(body).toString('utf8') : body.toString('utf8');
      }
    }
    at += 12 + length;
  }
}

function chunk(type, data) {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(8 + data.length + 4);
  out.writeUInt32BE(data.length, 0);
  typed.copy(out, 4);
  out.writeUInt32BE(crc32(typed), 8 + data.length);
  return out;
}
