import { ArrowLeft, Braces, FlaskConical, ListTree, Redo2, Undo2, Workflow } from "lucide-react";
import { useState } from "react";
import { Input, TextField, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { usePath } from "../../../api/environment.ts";
import { Button, IconButton, LinkButton } from "../../../ui/button.tsx";
import { classes } from "../../../ui/classes.ts";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { type BuilderView, builderViews } from "../routes.ts";
import { useTrial, useTrialStore } from "../trial/trial-store.ts";
import { PublishButton } from "./publish-button.tsx";
import { SaveNote } from "./save-note.tsx";
import { VersionBadges } from "./version-badges.tsx";

interface Props {
  readonly workflowId: string;
  readonly view: BuilderView;
  readonly onView: (view: BuilderView) => void;
}

export function TopBar({ workflowId, view, onView }: Props) {
  const { t } = useTranslation("builder");
  const at = usePath();
  const name = useBuilder((state) => state.definition.name);
  return (
    <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-2 border-b border-line bg-surface px-3 py-2 max-sm:gap-1.5 max-sm:px-2">
      <LinkButton kind="quiet" href={at(`/workflows/${workflowId}`)} className="px-2">
        <ArrowLeft aria-hidden size={18} className="rtl:rotate-180" />
        <span className="sr-only">{t("back")}</span>
      </LinkButton>
      <h1 className="sr-only">{name}</h1>
      <NameField />
      <span className="max-lg:hidden">
        <VersionBadges workflowId={workflowId} />
      </span>
      <SaveNote />
      <span className="flex-1" />
      <UndoButtons />
      <ViewSwitch view={view} onView={onView} />
      <TestButton />
      <PublishButton />
    </header>
  );
}

function NameField() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const name = useBuilder((state) => state.definition.name);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  /** What is typed; undefined where the name stands as it is. */
  const [typed, setTyped] = useState<string>();
  const keep = (): void => {
    const next = typed?.trim() ?? "";
    setTyped(undefined);
    if (next === "" || next === name) return;
    store.getState().edit([{ op: "setDetails", set: { name: next } }], { label: t("done.rename") });
  };
  return (
    <TextField
      aria-label={t("name")}
      dir="auto"
      value={typed ?? name}
      onChange={setTyped}
      isReadOnly={isReadOnly}
      onBlur={keep}
      className="min-w-0"
    >
      <Input
        maxLength={200}
        onKeyDown={(pressed) => pressed.key === "Enter" && keep()}
        className="h-8 w-64 max-w-full truncate rounded-control border border-transparent bg-transparent px-2 text-panel font-semibold data-focused:border-accent data-hovered:border-line max-sm:w-40"
      />
    </TextField>
  );
}

function UndoButtons() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const last = useBuilder((state) => state.history.past.at(-1)?.label);
  const next = useBuilder((state) => state.history.future[0]?.label);
  return (
    <span className="flex">
      <IconButton
        label={last === undefined ? t("undo") : t("undo_what", { label: last })}
        isDisabled={last === undefined}
        onPress={() => store.getState().undo()}
      >
        <Undo2 aria-hidden size={18} />
      </IconButton>
      <IconButton
        label={next === undefined ? t("redo") : t("redo_what", { label: next })}
        isDisabled={next === undefined}
        onPress={() => store.getState().redo()}
      >
        <Redo2 aria-hidden size={18} />
      </IconButton>
    </span>
  );
}

function TestButton() {
  const { t } = useTranslation("trial");
  const trials = useTrialStore();
  const isOpen = useTrial((state) => state.isOpen);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  if (isReadOnly) return null;
  return (
    <Button aria-expanded={isOpen} onPress={() => trials.setState({ isOpen: !isOpen })}>
      <FlaskConical aria-hidden size={16} />
      <span title={t("open_hint")} className="max-sm:sr-only">
        {t("open")}
      </span>
    </Button>
  );
}

const viewIcons = { canvas: Workflow, outline: ListTree, json: Braces } as const;

function ViewSwitch({ view, onView }: Pick<Props, "view" | "onView">) {
  const { t } = useTranslation("builder");
  return (
    <ToggleButtonGroup
      aria-label={t("view.label")}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[view]}
      onSelectionChange={(keys) => onView([...keys][0] as BuilderView)}
      className="flex rounded-control border border-control-line p-0.5"
    >
      {builderViews.map((id) => {
        const Icon = viewIcons[id];
        return (
          <ToggleButton
            key={id}
            id={id}
            aria-label={t(`view.${id}`)}
            className={classes(
              "flex h-7 items-center gap-1.5 rounded-small px-2 text-small font-medium text-ink-2 data-selected:bg-accent-bg data-selected:text-accent-ink",
              // Nobody writes JSON on a phone, and there is no room for three.
              id === (view === "json" ? "canvas" : "json") && "max-sm:hidden",
            )}
          >
            <Icon aria-hidden size={15} />
            <span className="max-lg:hidden">{t(`view.${id}`)}</span>
          </ToggleButton>
        );
      })}
    </ToggleButtonGroup>
  );
}
