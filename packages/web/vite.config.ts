import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** The server that `vite` in this folder passes requests on to. */
const server = process.env["STEPWELL_URL"] ?? "http://127.0.0.1:7400";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), ownLanguagesOnly()],
  build: {
    target: "es2023",
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    // What every page needs is one file, not one for each set of pages that needs a part of it.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "initial", tags: ["$initial"] }] } },
    },
  },
  server: { proxy: { "/api": server, "/hooks": server, "/readyz": server } },
});

/** React Aria speaks over thirty languages; ours are four, and each costs every page. */
function ownLanguagesOnly(): Plugin {
  const others =
    /^import .*\/(?!(?:en-US|de-DE|fr-FR|sv-SE)\.mjs)[a-z]{2}-[A-Z]{2}\.mjs".*$|^ *"(?!(?:en-US|de-DE|fr-FR|sv-SE)")[a-z]{2}-[A-Z]{2}": .*$/gm;
  return {
    name: "own-languages-only",
    enforce: "pre",
    transform: {
      filter: { id: /\/intlStrings\.mjs$/ },
      handler: (code) => ({ code: code.replace(others, ""), map: null }),
    },
  };
}
