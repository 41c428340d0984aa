import type { StepDefinition } from "@stepwell/core";
import { CircleAlert, EllipsisVertical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { StepTile } from "../../../canvas/step-tile.tsx";
import { IconButton } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import { Menu } from "../../../ui/menu.tsx";
import { useNodeTexts } from "../model/node-texts.ts";
import { StepMenuItems } from "../model/step-menu-items.tsx";
import { NoteSign } from "../model/note-sign.tsx";
import { SampleSign } from "../samples/sample-sign.tsx";
import { useTrialStatus } from "../trial/trial-store.ts";
import { StatusSign } from "../../../ui/status-badge.tsx";
import { useBuilder } from "../model/builder-store.ts";

interface Props {
  readonly id: string;
  /** Undefined for the trigger. */
  readonly step?: StepDefinition;
}

export function OutlineRow({ id, step }: Props) {
  const { t } = useTranslation("builder");
  const { icon, family, title, subtitle, problem, isDisabled } = useNodeTexts(step);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const status = useTrialStatus(step);
  return (
    <span data-node={id} className="flex min-w-0 flex-1 items-center gap-3">
      <StepTile icon={icon} family={isDisabled ? "flow" : family} isSmall />
      <span className="flex min-w-0 flex-1 flex-col">
        <span
          title={title}
          className={classes("truncate text-node font-semibold", isDisabled && "text-ink-3")}
        >
          <bdi>{title}</bdi>
        </span>
        <span
          title={problem ?? subtitle}
          className={classes(
            "truncate text-small",
            problem === undefined ? "text-ink-3" : "text-bad",
          )}
        >
          <bdi>{problem ?? subtitle}</bdi>
        </span>
      </span>
      {status && <StatusSign status={status} />}
      <SampleSign place={id} />
      {step && <NoteSign step={step} />}
      {problem !== undefined && <CircleAlert aria-hidden size={16} className="shrink-0 text-bad" />}
      {!isReadOnly && (
        <Menu
          label={t("menu_of", { title })}
          trigger={
            <IconButton label={t("menu_of", { title })}>
              <EllipsisVertical aria-hidden size={16} />
            </IconButton>
          }
        >
          <StepMenuItems id={id} />
        </Menu>
      )}
    </span>
  );
}
