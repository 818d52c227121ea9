#!/usr/bin/env node
// The `credence` command. It only checks the Node version, so older versions must be able to parse this file.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 19)) {
  import('./main.ts').then(({ main }) => main());
} else {
  console.error(
    `credence needs Node.js 22.19 or newer; this is ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exitCode = 3;
}

export {};
