// Prints of each test that failed in a report of vitest (--reporter=json) its file, its name, and what it said.
const { existsSync, readFileSync } = require('node:fs');
const { relative } = require('node:path');

const withoutRunner = (text) =>
  text
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .join('\n  ');

const report = process.argv[2];
const { testResults } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { testResults: [] };

for (const { name, message, assertionResults } of testResults) {
  const file = relative(process.cwd(), name);
  if (message) console.log(`${file}\n  ${withoutRunner(message)}`);
  for (const { status, fullName, duration, failureMessages } of assertionResults)
    if (status === 'failed')
      console.log(`${file} > ${fullName} (${Math.round(duration)} ms)\n  ${withoutRunner(failureMessages.join('\n'))}`);
}
