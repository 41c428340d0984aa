import "@fontsource-variable/inter/index.css";
import "./theme/app.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { startI18n } from "./i18n/i18n.ts";
import { startTheme } from "./theme/theme.ts";

startTheme();
await startI18n();
const place = document.querySelector("#app");
if (place)
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
