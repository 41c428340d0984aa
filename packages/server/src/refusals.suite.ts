import type { Overload } from "@stepwell/core";
import type { Environment } from "./environment.ts";

/** What follows from a refusal of host or store; that they refuse, their own tests show. */
export function makeRefusals(environment: () => Environment) {
  async function whileRefusing<T>(why: Overload["why"], work: () => Promise<T>): Promise<T> {
    const { host } = environment();
    const usual = {
      accept: host.accept,
      acceptAll: host.acceptAll,
      rerun: host.rerun,
      resume: host.resume,
    };
    const refuse = async (): Promise<Overload> => ({ kind: "overload", why, retryAfterMs: 1500 });
    Object.assign(host, { accept: refuse, acceptAll: refuse, rerun: refuse, resume: refuse });
    try {
      return await work();
    } finally {
      Object.assign(host, usual);
    }
  }

  async function whileStoreRefuses(work: () => Promise<unknown>): Promise<unknown> {
    const { store } = environment();
    const { insertVersion } = store;
    store.insertVersion = async () => false;
    try {
      return await work();
    } finally {
      store.insertVersion = insertVersion;
    }
  }

  async function whileRunsAreGone(work: () => Promise<unknown>): Promise<unknown> {
    const { host } = environment();
    const { ended } = host;
    host.ended = async () => undefined;
    try {
      return await work();
    } finally {
      host.ended = ended;
    }
  }

  return { whileRefusing, whileStoreRefuses, whileRunsAreGone };
}
