import { tsImport } from 'tsx/esm/api';

/** For `npx depcruise src law`: the rules are made from floorplan.ts each time, so that they cannot differ from it. */
const { importRules } = await tsImport('./tools/importRules.ts', import.meta.url);
export default importRules();
