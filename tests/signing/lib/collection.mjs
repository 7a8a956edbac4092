// Files, what is expected of each, and the documents that stand behind them; written to a folder at the end.
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';

export const NOW = '2026-11-24T12:00:00Z';
const pretty = value => JSON.stringify(value, null, 2) + '\n';

export class Collection {
  files = [];
  documents = new Map();

  /** Each expectation is argued in its note. `reasons`: codes that must be among those given; `orElse`: another answer that is also right. */
  add(file, content, {expect, reasons = [], note, recipient = null, ...more}) {
    if(this.files.some(other => other.file === file)) {
      throw new Error(`${file} is made twice.`);
    }
    const bytes = Buffer.isBuffer(content) ? content : typeof content === 'string' ? content : pretty(content);
    this.files.push({file, bytes, entry: {file, expect, reasons, ...more, recipient, note}});
  }

  serve(address, content) {
    this.documents.set(address, content);
  }

  /** The index names files relative to itself: it stands beside the files, or, with `indexInside`, beside the documents. */
  write(folder, {indexInside = false} = {}) {
    rmSync(folder, {recursive: true, force: true});
    mkdirSync(`${folder}/documents`, {recursive: true});
    for(const {file, bytes} of this.files) {
      mkdirSync(dirname(`${folder}/${file}`), {recursive: true});
      writeFileSync(`${folder}/${file}`, bytes);
    }
    const index = {};
    for(const [address, content] of this.documents) {
      const isText = typeof content === 'string';
      const name = address.replace(/^https:\/\//, '').replace(/[^A-Za-z0-9.]+/g, '-') + (isText ? '.txt' : address.endsWith('.json') ? '' : '.json');
      writeFileSync(`${folder}/documents/${name}`, isText ? content : pretty(content));
      index[address] = indexInside ? name : `documents/${name}`;
    }
    writeFileSync(`${folder}/${indexInside ? 'documents/' : ''}documents.json`, pretty(index));
    return folder;
  }
}
