/** What the bundle exports: the program, and for the build the drawing of its first screens. */
export { main } from './cli.ts';

export async function warm(): Promise<void> {
  const { drawFirstScreens } = await import('./warm.ts');
  await drawFirstScreens();
}
