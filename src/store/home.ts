/** The user's home folder. */
import { homedir, userInfo } from 'node:os';
import path from 'node:path';

/**
 * The user's home folder. HOME is ignored if it is empty or relative, since files would then be written to whatever
 * folder the program is started in. Without any, as in some containers, it is the root folder: failures to write there
 * are reported.
 */
export function homeFolder(): string {
  for (const find of [homedir, () => userInfo().homedir]) {
    try {
      const folder = find();
      if (path.isAbsolute(folder)) return folder;
    } catch {
      // This user has no entry in the system's list.
    }
  }
  return path.parse(process.cwd()).root;
}
