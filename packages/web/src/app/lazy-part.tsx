import { type ComponentType, lazy, type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { toast } from "../ui/toasts.tsx";

/*
 * Parts of pages that are loaded when they are first shown. After an update of the server the files of
 * an open page may be gone: then only the part is missing, and says so, not the page around it.
 */

type Part<Props> = (props: Props) => ReactNode;

interface LazyPart<Props> {
  (props: Props): ReactNode;
  /** Begins to load, so that it is there when it is wanted. */
  preload(): void;
}

/** A part with a place of its own; `Missing` may do without it in some other way. */
export function lazyPart<Props extends object>(
  load: () => Promise<Part<Props>>,
  Missing: Part<Props> = MissingPart,
): LazyPart<Props> {
  let loading: Promise<Part<Props> | undefined> | undefined;
  let waiting: ComponentType<Props> | undefined;
  // What was loaded before it is wanted is there at once.
  let loaded: Part<Props> | undefined;
  const begin = (): Promise<Part<Props> | undefined> =>
    (loading ??= loadTwice(load).then((part) => (loaded = part)));
  // Who wants it again later may have more luck.
  const forget = (): void => {
    loading = undefined;
    waiting = undefined;
  };
  const Gone = (props: Props): ReactNode => {
    useEffect(() => forget, []);
    return <Missing {...props} />;
  };
  const wait = (): ComponentType<Props> =>
    (waiting ??= lazy(async () => ({ default: (await begin()) ?? Gone })));
  const Lazy = (props: Props): ReactNode => {
    // The same for as long as it stands, or what is inside would begin anew.
    const [Shown] = useState<ComponentType<Props>>(() => loaded ?? wait());
    return <Shown {...props} />;
  };
  const preload = (): void => void begin().then((part) => part ?? forget());
  return Object.assign(Lazy, { preload });
}

/** A dialog, or what else can be closed: where it cannot be loaded it is, with a word. */
export function lazyDialog<Props extends Closable>(
  load: () => Promise<Part<Props>>,
): LazyPart<Props> {
  return lazyPart(load, MissingDialog);
}

interface Closable {
  readonly onClose: () => void;
}

const againMs = 500;

/** Undefined where it could not be loaded, twice. */
async function loadTwice<Props>(load: () => Promise<Part<Props>>) {
  const again = async (): Promise<Part<Props>> => {
    await new Promise((resolve) => setTimeout(resolve, againMs));
    return load();
  };
  return load()
    .catch(again)
    .catch(() => undefined);
}

function MissingPart() {
  const { t } = useTranslation();
  return (
    <div className="relative z-30 m-4 w-80 max-w-[80vw] shrink-0 self-start">
      <Notice
        look="error"
        action={
          <Button size="small" onPress={reload}>
            {t("problem.reload")}
          </Button>
        }
      >
        {t("problem.missing_part")}
      </Notice>
    </div>
  );
}

function MissingDialog({ onClose }: Closable) {
  const { t } = useTranslation();
  useEffect(() => {
    const actions = [{ label: t("problem.reload"), onPress: reload }];
    toast({ text: t("problem.missing_part"), look: "error", actions });
    onClose();
  }, [onClose, t]);
  return null;
}

function reload(): void {
  location.reload();
}
