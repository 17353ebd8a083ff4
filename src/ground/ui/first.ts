/** `ref={first}`: what was just opened in order to type takes the focus once. */
export const first = (element: HTMLElement | null): void => element?.focus();
