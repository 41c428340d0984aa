import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { OperationName } from "./call.ts";
import { useEnvironment } from "./environment.ts";
import { openLiveSource } from "./live-source.ts";

/** How often what is shown may be read again, however much happens. */
const restMs = 700;

/**
 * Reads the named operations again when something about the topics (`runs`, `workflow:ID`,
 * `run:ID`) has changed, and once when a lost connection is back.
 * @returns whether the connection stands
 */
export function useLive(topics: string, names: readonly OperationName[]): boolean {
  const environment = useEnvironment();
  const client = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  const wanted = names.join();
  useEffect(() => {
    if (environment === undefined || topics === "") return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const name of wanted.split(","))
          void client.invalidateQueries({ queryKey: [environment, name] });
      }, restMs);
    };
    const url = `/api/v1/${environment}/stream?topics=${encodeURIComponent(topics)}`;
    const close = openLiveSource(url, { onChange: readAgain, onConnected: setConnected });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [environment, topics, wanted, client]);
  return isConnected;
}
