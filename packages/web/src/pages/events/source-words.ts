import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "../../api/me.ts";
import { useRead } from "../../api/queries.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Who has sent an event, in words: a key or a person by name, where the person at hand may know it.
 * All other sources are names already.
 */
export function useSourceWords(): (source: string) => string {
  const { t } = useTranslation("events");
  const may = useMay();
  const { data: me } = useMe();
  const { data: keys } = useRead("listKeys", {}, { isEnabled: may("keys.manage") });
  const { data: members } = useRead("listMembers", {}, { isEnabled: may("members.read") });
  return useMemo(() => {
    const known: readonly (Named | null | undefined)[] = [
      ...(keys?.items ?? []),
      ...(members?.items ?? []),
      me?.key,
      me?.user,
    ];
    const names = new Map(known.flatMap((one) => (one ? [[one.id, one.name]] : [])));
    return (source) => {
      const [, kind, id] = /^(key|user)\/(.+)$/.exec(source) ?? [];
      if (id === undefined) return source;
      const name = names.get(id);
      return kind === "key" ? t("source_key", { name: name ?? id }) : (name ?? source);
    };
  }, [t, me, keys, members]);
}
