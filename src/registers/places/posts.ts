/** Who answers for a place. `owner` 网格长 … ; a local and a newcomer household are paired in every grid. */
export const postKinds = {
  owner: '网格长',
  deputy: '副网格长',
  police: '社区民警',
  auxiliary: '辅警',
  gridWorker: '网格员',
  microGridWorker: '微网格员',
  localPair: '本地联络户',
  newcomerPair: '新居民联络户',
} as const;
export type PostKind = keyof typeof postKinds;
