/** A failure that the person at the keyboard can mend: its message says how, and a stack would only hide it. */
export class Advice extends Error {}

process.on('uncaughtException', (error) => {
  console.error(error instanceof Advice ? error.message : error);
  process.exit(1);
});
