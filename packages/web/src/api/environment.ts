import { createContext, use } from "react";

/** The environment of the page at hand; undefined on pages of the installation. */
export const EnvironmentContext = createContext<string | undefined>(undefined);

export function useEnvironment(): string | undefined {
  return use(EnvironmentContext);
}

/** Makes an address in the environment at hand: `at("/runs")`. */
export function usePath(): (path: string) => string {
  const environment = useEnvironment() ?? "live";
  return (path) => `/${environment}${path}`;
}
