export function Logo({ isNarrow }: { readonly isNarrow: boolean }) {
  return (
    <span className="inline-flex items-center gap-2.5 text-panel font-semibold text-ink">
      <svg aria-hidden viewBox="0 0 32 32" width={26} height={26}>
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path
          d="M7 10h7v6h5v6h6"
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-on-accent"
        />
      </svg>
      <span className={isNarrow ? "sr-only" : ""}>Stepwell</span>
    </span>
  );
}
