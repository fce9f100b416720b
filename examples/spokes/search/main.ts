import { spoke } from './spoke';

spoke.synth();
