import { CircleUser, Keyboard, LogOut, Monitor, Moon, Sun, UserCog } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { usePath } from "../api/environment.ts";
import { idOf, useMe } from "../api/me.ts";
import { useWrite } from "../api/queries.ts";
import { forgetCopiesOf, hasCopiesOf } from "../pages/builder/model/copy-keys.ts";
import { readTheme, setTheme, type Theme, themes } from "../theme/theme.ts";
import { Button } from "../ui/button.tsx";
import { openHelp } from "./help-state.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu.tsx";

const icons = { system: Monitor, light: Sun, dark: Moon } as const;

export function UserMenu() {
  const { t } = useTranslation("account");
  const { t: common } = useTranslation();
  const at = usePath();
  const { data } = useMe();
  const name = data?.user?.name ?? t("key_principal", { name: data?.key?.name ?? "" });
  const signOut = async (): Promise<void> => {
    await call("signOut").catch(() => null);
    forgetCopiesOf(idOf(data));
    location.assign("/login");
  };
  const [isAsking, ask] = useState(false);
  return (
    <>
      <Menu
        label={t("menu")}
        trigger={
          <Button kind="quiet" aria-label={`${name}, ${t("menu")}`}>
            <CircleUser aria-hidden size={18} />
            <span className="max-w-40 truncate max-sm:hidden">{name}</span>
          </Button>
        }
      >
        <MenuItem icon={<UserCog aria-hidden size={16} />} href={at("/settings/account")}>
          {t("settings")}
        </MenuItem>
        <MenuSeparator />
        <ThemeItems />
        <MenuSeparator />
        <MenuItem icon={<Keyboard aria-hidden size={16} />} keys="?" onAction={openHelp}>
          {common("shortcuts")}
        </MenuItem>
        <MenuItem
          icon={<LogOut aria-hidden size={16} />}
          onAction={() => (hasCopiesOf(idOf(data)) ? ask(true) : void signOut())}
        >
          {t("sign_out")}
        </MenuItem>
      </Menu>
      {isAsking && <UnsavedDialog onClose={() => ask(false)} signOut={() => void signOut()} />}
    </>
  );
}

function ThemeItems() {
  const { t } = useTranslation();
  const { data } = useMe();
  const [theme, choose] = useState(readTheme);
  const update = useWrite("updateMe");
  const change = (next: Theme): void => {
    setTheme(next);
    choose(next);
    if (data?.user) update.mutate({ body: { theme: next } });
  };
  return themes.map((option) => {
    const Icon = icons[option];
    return (
      <MenuItem
        key={option}
        icon={<Icon aria-hidden size={16} />}
        onAction={() => change(option)}
        keys={option === theme ? "✓" : ""}
      >
        {t(`theme.${option}`)}
      </MenuItem>
    );
  });
}

interface DialogProps {
  readonly onClose: () => void;
  readonly signOut: () => void;
}

/** Signing out removes what is kept here for the person. */
function UnsavedDialog({ onClose, signOut }: DialogProps) {
  const { t } = useTranslation("account");
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("unsaved.title")}
      role="alertdialog"
      width="small"
      footer={(close) => (
        <>
          <Button onPress={close}>{t("unsaved.stay")}</Button>
          <Button kind="danger" onPress={signOut}>
            {t("sign_out")}
          </Button>
        </>
      )}
    >
      <p className="text-body text-ink-2">{t("unsaved.text")}</p>
    </Dialog>
  );
}
