import { defaultRunSettings, type RunSettings } from "@stepwell/core";

/** Settings as they were kept, with the defaults of limits that did not exist then. */
export function completeSettings({ env, limits }: Partial<RunSettings>): RunSettings {
  return { env: { ...env }, limits: { ...defaultRunSettings.limits, ...limits } };
}
