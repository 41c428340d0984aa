import type { Installation } from "@stepwell/store";

/** The secrets of one environment, unsealed once: a webhook's signature is checked without a read. */
export interface OpenSecrets {
  get(name: string): string | undefined;
  names(): readonly string[];
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<boolean>;
}

export async function openSecrets(
  { secrets }: Installation,
  environment: string,
): Promise<OpenSecrets> {
  const values = new Map<string, string>();
  for (const name of await secrets.names(environment)) {
    const value = await secrets.get(environment, name);
    if (value !== undefined) values.set(name, value);
  }
  return {
    get: (name) => values.get(name),
    names: () => [...values.keys()].toSorted(),
    async set(name, value) {
      await secrets.set(environment, name, value);
      values.set(name, value);
    },
    async delete(name) {
      // First on the disk, which may have no room for it.
      const wasThere = await secrets.delete(environment, name);
      values.delete(name);
      return wasThere;
    },
  };
}
