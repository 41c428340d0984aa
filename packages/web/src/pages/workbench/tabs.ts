export const workbenchTabs = ["requests", "events", "webhooks", "errors"] as const;
export type WorkbenchTab = (typeof workbenchTabs)[number];
