// Files, what is expected of each, and the documents that stand behind them; written to a folder at the end.
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';

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

  write(folder) {
    rmSync(folder, {recursive: true, force: true});
    mkdirSync(`${folder}/documents`, {recursive: true});
    for(const {file, bytes} of this.files) {
      mkdirSync(`${folder}/${file}`.replace(/\/[^/]*$/, ''), {recursive: true});
      writeFileSync(`${folder}/${file}`, bytes);
    }
    const index = {};
    for(const [address, content] of this.documents) {
      const name = `documents/${address.replace(/^https:\/\//, '').replace(/[^A-Za-z0-9.]+/g, '-')}${typeof content === 'string' ? '.txt' : address.endsWith('.json') ? '' : '.json'}`;
      writeFileSync(`${folder}/${name}`, typeof content === 'string' ? content : pretty(content));
      index[address] = name;
    }
    writeFileSync(`${folder}/documents.json`, pretty(index));
    return folder;
  }
}
