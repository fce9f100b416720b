import { specOf } from '../spec-of';
import type { Refusals } from './refusal';

interface Receiving {
  readonly resources: readonly { readonly kind: string; readonly name: string; readonly matchLabels?: object }[];
}

/** What notification-controller refuses of a Receiver. */
export const receiver: Refusals = function* (object) {
  const { resources = [] } = specOf<Receiving>(object);
  for (const { kind, name, matchLabels } of resources)
    if (name === '*' && !matchLabels)
      yield { message: `names every ${kind} without matchLabels`, fix: 'Say matchLabels, or name them one by one.' };
};

interface Providing {
  readonly type: string;
  readonly address: string;
  readonly channel: string;
  readonly secretRef: object;
}

/** Types of Providers that do nothing without the token, or the app, in their Secret. */
const withToken = new Set([
  ...['bitbucket', 'bitbucketserver', 'datadog', 'generic-hmac', 'gitea', 'giteapullrequestcomment', 'github'],
  ...['githubdispatch', 'githubpullrequestcomment', 'gitlab', 'gitlabmergerequestcomment', 'opsgenie', 'telegram'],
]);

/** Those that do nothing without an address, which their Secret may hold, too. */
const withAddress = new Set([
  ...['alertmanager', 'discord', 'generic', 'googlechat', 'googlepubsub', 'grafana', 'lark', 'matrix', 'msteams'],
  ...['nats', 'pagerduty', 'rocket', 'sentry', 'slack', 'webex'],
]);

/** Those that do nothing without a channel, with what they call it. */
const channels: ReadonlyMap<string, string> = new Map([
  ['googlepubsub', 'the topic'],
  ['nats', 'the subject'],
  ['telegram', 'the id of the chat'],
  ['zulip', 'the channel and the topic: channel/topic'],
]);

/** What notification-controller refuses of a Provider, when there is something to tell. */
export const provider: Refusals = function* (object) {
  const { type = '', address, channel, secretRef } = specOf<Providing>(object);
  const called = channels.get(type);
  if (called && !channel)
    yield { message: `is of type ${type} and has no channel`, fix: `Set spec.channel to ${called}.` };
  if (type === 'zulip' && channel && !/^[^/]+\/./.test(channel))
    yield { message: `has the channel ${channel}, which names no topic`, fix: `Set spec.channel to ${called}.` };
  if (withToken.has(type) && !secretRef)
    yield { message: `is of type ${type} and names no Secret`, fix: 'Set spec.secretRef to a Secret with its token.' };
  if (withAddress.has(type) && !address && !secretRef)
    yield {
      message: `is of type ${type} and has no address`,
      fix: 'Set spec.address, or spec.secretRef to a Secret with `address`.',
    };
};
