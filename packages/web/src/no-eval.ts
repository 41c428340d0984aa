declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

/** The page's policy forbids eval: schemas need not try it. Called before any is made. */
export function startWithoutEval(): void {
  globalThis.__zod_globalConfig = { jitless: true };
}
