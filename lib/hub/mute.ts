/** Drops what is printed, until the function that it gives is called: what users' code prints again has been printed before. */
export function mute(): () => void {
  const { stdout, stderr } = process;
  const [out, err] = [stdout.write, stderr.write];
  stdout.write = stderr.write = () => true;
  return () => {
    stdout.write = out;
    stderr.write = err;
  };
}
