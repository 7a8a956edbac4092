// Before anything else is loaded: the one global of browsers that rdf-canonize asks for and a bare engine lacks.
globalThis.setImmediate = run => { Promise.resolve().then(run); };
