const files = import.meta.glob<object>("./sv/*.json", { eager: true, import: "default" });

/** By the name of the file: `common`, `runs` … */
export const texts = Object.fromEntries(
  Object.entries(files).map(([path, content]) => [path.replace(/^.*\/|\.json$/g, ""), content]),
);
