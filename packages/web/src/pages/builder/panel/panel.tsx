import { findStep } from "@stepwell/core";
import { type KeyboardEvent, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { triggerId } from "../../../canvas/layout.ts";
import { preloadEditor } from "../../../editor/editor.tsx";
import { TabPanel, Tabs } from "../../../ui/tabs.tsx";
import { useIsPhone } from "../../../ui/use-is-phone.ts";
import { SaveNote } from "../frame/save-note.tsx";
import { useDraft } from "../model/draft-context.ts";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { focusNode } from "../model/focus-node.ts";
import { DisabledNotice } from "./disabled-notice.tsx";
import { NoteTab } from "./note-tab.tsx";
import { OnErrorTab } from "./on-error-tab.tsx";
import { PanelEdge } from "./panel-edge.tsx";
import { PanelHeader } from "./panel-header.tsx";
import { usePanelWidth } from "./panel-size.ts";
import { StepForm } from "./step-form.tsx";
import { StepTest } from "./test/step-test.tsx";
import { TriggerForm } from "./trigger/trigger-form.tsx";
import { usePanelTab } from "./panel-tab.ts";

/** The settings of what is selected: beside the canvas, over it, or a sheet on phones. */
export function Panel() {
  const { t } = useTranslation("panel");
  const store = useBuilderStore();
  const size = usePanelWidth();
  const draft = useDraft();
  const selected = useBuilder((state) => state.selected) ?? triggerId;
  const isThere = useBuilder(
    ({ definition }) => selected === triggerId || findStep(definition, selected) !== undefined,
  );
  // The sheet of a phone covers the bar that says so else.
  const isPhone = useIsPhone();
  const hasTrouble = useBuilder(({ save }) => save.kind === "failed" || save.kind === "conflict");
  useEffect(preloadEditor, []);
  const close = (): void => {
    void draft.save();
    store.getState().closePanel();
    focusNode(selected);
  };
  const onKeyDown = (pressed: KeyboardEvent): void => {
    if (pressed.key !== "Escape" || pressed.defaultPrevented || !isInside(pressed)) return;
    pressed.stopPropagation();
    close();
  };
  if (!isThere) return null;
  return (
    <aside
      data-panel
      aria-label={t("panel")}
      style={{ width: size.width }}
      className="relative z-20 flex min-h-0 max-w-full shrink-0 flex-col border-s border-line bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:end-0 max-lg:shadow-popover max-sm:fixed max-sm:inset-0 max-sm:z-30 max-sm:w-full!"
    >
      <div role="presentation" onKeyDown={onKeyDown} className="contents">
        {isPhone && hasTrouble && (
          <div className="border-b border-line px-4 py-2">
            <SaveNote />
          </div>
        )}
        <PanelHeader key={`head ${selected}`} id={selected} onClose={close} />
        {selected === triggerId ? (
          <div className="min-h-0 flex-1 overflow-auto p-4" data-scroll>
            <TriggerForm />
          </div>
        ) : (
          <>
            <DisabledNotice id={selected} />
            <StepTabs key={`tabs ${selected}`} id={selected} />
          </>
        )}
        <PanelEdge size={size} />
      </div>
    </aside>
  );
}

function StepTabs({ id }: { readonly id: string }) {
  const { t } = useTranslation("panel");
  const [tab, setTab] = usePanelTab();
  const isCompact = "flex flex-col overflow-auto p-4";
  return (
    <Tabs
      label={t("tabs.label")}
      className="flex-1"
      selectedKey={tab}
      onChange={setTab}
      tabs={[
        { id: "configure", label: t("tabs.configure") },
        { id: "test", label: t("tabs.test") },
        { id: "on_error", label: t("tabs.on_error") },
        { id: "note", label: t("tabs.note") },
      ]}
    >
      <TabPanel id="configure" className={isCompact}>
        <StepForm id={id} />
      </TabPanel>
      <TabPanel id="test" className={isCompact}>
        <StepTest id={id} />
      </TabPanel>
      <TabPanel id="on_error" className={isCompact}>
        <OnErrorTab id={id} />
      </TabPanel>
      <TabPanel id="note" className={isCompact}>
        <NoteTab id={id} />
      </TabPanel>
    </Tabs>
  );
}

/** Keys of popovers and dialogs come here as well, through React's tree. */
function isInside({ target, currentTarget }: KeyboardEvent): boolean {
  return target instanceof Node && currentTarget.contains(target);
}
