import { createContext, useContext } from 'react';
import type { MatterView } from '../api.ts';

/** The matter that a form is about, for controls that choose among its people. */
export const TheMatter = createContext<MatterView | null>(null);
export const useTheMatter = (): MatterView | null => useContext(TheMatter);
