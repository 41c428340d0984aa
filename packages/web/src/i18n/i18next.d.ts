import "i18next";
import type common from "./en/common.json";
import type account from "./en/account.json";
import type builder from "./en/builder.json";
import type canvas from "./en/canvas.json";
import type trial from "./en/trial.json";
import type data from "./en/data.json";
import type events from "./en/events.json";
import type workbench from "./en/workbench.json";
import type samples from "./en/samples.json";
import type runs from "./en/runs.json";
import type workflows from "./en/workflows.json";
import type overview from "./en/overview.json";
import type panel from "./en/panel.json";
import type templates from "./en/templates.json";
import type connections from "./en/connections.json";
import type shortcuts from "./en/shortcuts.json";
import type settings from "./en/settings.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    returnNull: false;
    resources: {
      common: typeof common;
      account: typeof account;
      builder: typeof builder;
      canvas: typeof canvas;
      trial: typeof trial;
      events: typeof events;
      workbench: typeof workbench;
      samples: typeof samples;
      runs: typeof runs;
      data: typeof data;
      workflows: typeof workflows;
      overview: typeof overview;
      panel: typeof panel;
      templates: typeof templates;
      connections: typeof connections;
      settings: typeof settings;
      /** The keys are what the server says: see server-texts.ts. */
      catalog: Readonly<Record<string, string>>;
      findings: Readonly<Record<string, string>>;
      failures: Readonly<Record<string, string>>;
      shortcuts: typeof shortcuts;
    };
  }
}
