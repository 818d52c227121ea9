// Prints the path of the Electron that npm start and npm test use: `$(node scripts/electron/path.mjs) --version`.
import { provisionElectron } from './provision.mjs';

try {
  const { executable } = await provisionElectron({ quiet: true });
  console.log(executable);
} catch (error) {
  console.error(`electron: ${error.message}`);
  process.exitCode = 1;
}
