import "i18next";
import type common from "./en/common.json";
import type account from "./en/account.json";
import type builder from "./en/builder.json";
import type canvas from "./en/canvas.json";
import type data from "./en/data.json";
import type events from "./en/events.json";
import type workbench from "./en/workbench.json";
import type runs from "./en/runs.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    returnNull: false;
    resources: {
      common: typeof common;
      account: typeof account;
      builder: typeof builder;
      canvas: typeof canvas;
      events: typeof events;
      workbench: typeof workbench;
      runs: typeof runs;
      data: typeof data;
    };
  }
}
