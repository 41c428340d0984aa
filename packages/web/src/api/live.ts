import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { OperationName } from "./call.ts";
import { useEnvironment } from "./environment.ts";

/** How often what is shown may be read again, however much happens. */
const restMs = 700;

/**
 * Reads the named operations again when something about the topics (`runs`, `workflow:ID`,
 * `run:ID`) has changed. The browser connects again by itself and says where it was.
 * @returns whether the connection stands
 */
export function useLive(topics: string, names: readonly OperationName[]): boolean {
  const environment = useEnvironment();
  const client = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  const wanted = names.join();
  useEffect(() => {
    if (environment === undefined || topics === "") return undefined;
    const source = new EventSource(
      `/api/v1/${environment}/stream?topics=${encodeURIComponent(topics)}`,
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const name of wanted.split(","))
          void client.invalidateQueries({ queryKey: [environment, name] });
      }, restMs);
    };
    for (const type of ["message", "run", "reset"]) source.addEventListener(type, readAgain);
    source.addEventListener("open", () => setConnected(true));
    source.addEventListener("error", () => setConnected(false));
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [environment, topics, wanted, client]);
  return isConnected;
}
