import { useEffect, useRef, useState } from "react";

const restMs = 350;

/** A text that is handed on when the typing rests, and follows when it is changed elsewhere. */
export function useTyped(
  value: string,
  onRest: (text: string) => void,
): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const handOn = useRef(onRest);
  useEffect(() => {
    handOn.current = onRest;
  });
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => handOn.current(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return [typed, setTyped];
}
