/** Whether a version is of an older minor than another; patch levels do not count. False where one of them is no version. */
export function isOlderMinor(version: string, other: string): boolean {
  const [[major, minor], [otherMajor, otherMinor]] = [parts(version), parts(other)];
  return major !== otherMajor ? major < otherMajor : minor < otherMinor;
}

function parts(version: string): [major: number, minor: number] {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major), Number(minor)];
}
