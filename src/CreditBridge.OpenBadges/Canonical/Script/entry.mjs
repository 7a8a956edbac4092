// What the embedded engine runs: one global function over jsonld.js and rdf-canonize. The host gives 'contextOf(address)' (JSON text, or null for an
// unknown one) and 'digest(algorithm, text)' (hex); nothing else of the world is reachable from here.
import './globals.mjs';
import jsonld from 'jsonld';

const documents = new Map();

async function documentLoader(url) {
  let document = documents.get(url);
  if(document === undefined) {
    const text = globalThis.contextOf(url);
    if(text === null) {
      throw new Error(`unsupported-context ${url}`);
    }
    document = JSON.parse(text);
    documents.set(url, document);
  }
  // 'static' lets jsonld.js keep the processed context.
  return {contextUrl: null, documentUrl: url, document, tag: 'static'};
}

class Digest {
  constructor(algorithm) {
    this.algorithm = algorithm;
    this.parts = [];
  }
  update(text) {
    this.parts.push(text);
  }
  async digest() {
    return globalThis.digest(this.algorithm, this.parts.join(''));
  }
}

// Answers through the host's 'answered(quads)' or 'failed(message, code)' before the host's call returns: every promise here is settled by then, for no
// host call is asynchronous.
globalThis.canonicalize = (text, algorithm) => {
  jsonld.canonize(JSON.parse(text), {
    format: 'application/n-quads',
    safe: true,
    base: null,
    documentLoader,
    canonizeOptions: {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      // A graph made to be slow is refused, not computed (RDFC-1.0, 'Dataset Poisoning').
      maxWorkFactor: 1,
      createMessageDigest: () => new Digest(algorithm)
    }
  }).then(
    quads => { globalThis.answered(quads); },
    error => {
      let root = error;
      while(root.details && root.details.cause) {
        root = root.details.cause;
      }
      globalThis.failed(String(root.message), String(error.details && error.details.event ? error.details.event.code : root.name));
    });
};
