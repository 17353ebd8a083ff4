/** Beginnings and wholes that every list of stolen passwords starts with; compared in lower case without signs. */
export const commonPasswords: readonly string[] = [
  'password', 'passw0rd', 'p@ssw0rd', 'admin', 'administrator', 'root', 'welcome', 'letmein', 'iloveyou', 'qwerty', 'qwertyuiop',
  'asdfghjkl', 'zxcvbnm', '1qaz2wsx', '1q2w3e4r', 'q1w2e3r4', 'abc123', 'abcd1234', 'a123456', 'a12345678', 'aa123456', 'test',
  'woaini', '5201314', '147258369', '123123', '112233', '123321', '111222', '666666', '888888', 'changeme', 'default', 'jiefen',
  'shehuizhili', 'zhili', 'maodun', 'tiaojie', 'wangge', 'zongzhi',
];
