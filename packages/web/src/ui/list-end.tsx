import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { momentWords } from "./time-words.ts";

interface Props {
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** ISO 8601: a search has come so far and can go on. */
  readonly searchedBackTo?: string | undefined;
  loadMore(): void;
}

/** Below a list that is read page by page. */
export function ListEnd({ hasMore, isLoadingMore, searchedBackTo, loadMore }: Props) {
  const { t, i18n } = useTranslation();
  if (!hasMore) return null;
  const isSearch = searchedBackTo !== undefined;
  return (
    <div className="flex flex-wrap items-center justify-center gap-3 border-t border-line p-3">
      {isSearch && (
        <p role="status" className="text-small text-ink-2">
          {t("searched_back_to")}{" "}
          <time dateTime={searchedBackTo}>
            {momentWords(new Date(searchedBackTo), i18n.language)}
          </time>
        </p>
      )}
      <Button onPress={loadMore} isPending={isLoadingMore}>
        {t(isSearch ? "search_on" : "load_more")}
      </Button>
    </div>
  );
}
