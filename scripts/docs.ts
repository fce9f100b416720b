import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policiesPage } from './docs/policies-page';
import { rulesPage } from './docs/rules-page';

writeFileSync(join(__dirname, '../docs/rules.md'), rulesPage());
writeFileSync(join(__dirname, '../docs/policies.md'), policiesPage());
