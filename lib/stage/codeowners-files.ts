/**
 * Where GitHub and GitLab look for who has to review which files of the hub repo. A part of the file is made of the stage, so it
 * is none of the inputs.
 */
export const codeownersFiles: readonly string[] = [
  '.github/CODEOWNERS',
  '.gitlab/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
];
