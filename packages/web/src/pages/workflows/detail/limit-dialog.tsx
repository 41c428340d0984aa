import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWrite } from "../../../api/queries.ts";
import { LimitsLink } from "../../../app/limits-link.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useAllWorkflows } from "../list/all-workflows.ts";

interface Props {
  readonly onRetry: () => void;
  readonly onClose: () => void;
  /** What the server said. */
  readonly children: ReactNode;
  /** What can be done as well, beside leaving it. */
  readonly other?: ReactNode;
}

/** As many as may be are active: which one shall make room? */
export function LimitDialog({ onRetry, onClose, children, other }: Props) {
  const { t } = useTranslation("workflows");
  const { data } = useAllWorkflows(false);
  const active = data?.filter((one) => one.active) ?? [];
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("limit.title")}
      footer={(close) => (
        <>
          <Button onPress={close}>{t("limit.leave")}</Button>
          {other}
        </>
      )}
    >
      <div className="flex flex-col gap-4">
        <Notice look="warning" action={<LimitsLink />}>
          {children}
        </Notice>
        <p className="text-body text-ink-2">{t("limit.text")}</p>
        {!data && <Skeleton rows={3} />}
        <ul className="flex flex-col divide-y divide-line rounded-card border border-line">
          {active.map(({ id, name }) => (
            <li key={id} className="flex items-center gap-3 py-2 ps-4 pe-2">
              <span dir="auto" className="min-w-0 flex-1 truncate text-body">
                {name}
              </span>
              <RoomButton id={id} name={name} onDone={onRetry} />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

interface RoomProps {
  readonly id: string;
  readonly name: string;
  readonly onDone: () => void;
}

function RoomButton({ id, name, onDone }: RoomProps) {
  const { t } = useTranslation("workflows");
  const deactivate = useWrite("deactivateWorkflow", { onDone });
  return (
    <Button
      size="small"
      aria-label={`${t("deactivate")}: ${name}`}
      isPending={deactivate.isPending}
      onPress={() => deactivate.mutate({ params: { id } })}
    >
      {t("deactivate")}
    </Button>
  );
}
