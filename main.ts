import { hub } from './hub';

hub.synth();
