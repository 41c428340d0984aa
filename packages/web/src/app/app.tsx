import { Suspense } from "react";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { I18nProvider, RouterProvider as LinkProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { queryClient } from "../api/queries.ts";
import { Announcer } from "../ui/announcer.tsx";
import { Toasts } from "../ui/toasts.tsx";
import { router } from "./router.ts";

export function App() {
  const { i18n } = useTranslation();
  return (
    <I18nProvider locale={i18n.language}>
      <QueryClientProvider client={queryClient}>
        <LinkProvider navigate={(href) => router.history.push(href)}>
          <Suspense>
            <RouterProvider router={router} />
          </Suspense>
          <Toasts />
          <Announcer />
        </LinkProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
}
