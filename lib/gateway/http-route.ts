import type { Construct } from 'constructs';
import { requireProperties } from '../mistake/required';
import { report } from '../object/composition';
import { type HttpRedirect, type HttpRule, httpRule, httpRuleIssue } from './http-rule';
import { Route, type RouteProps } from './route';
import type { Without } from './without';

/** An HTTPRoute of rules. */
export interface HttpRules {
  /** What happens to its requests, at most 16. */
  readonly rules: readonly HttpRule[];
}

/** An HTTPRoute that sends every client elsewhere. */
export interface HttpRedirects {
  /** Where they are sent. */
  readonly redirect: HttpRedirect;
}

/** What an HTTPRoute says: rules, or where all of its clients are sent. */
export type HttpRouteProps<H extends string> = RouteProps<H, 'HTTPS'> &
  ((HttpRules & Without<keyof HttpRedirects>) | (HttpRedirects & Without<keyof HttpRules>));

/**
 * HTTP requests for granted hostnames, and the Services that answer them.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute
 */
export class HttpRoute<H extends string> extends Route<H, 'HTTPS'> {
  constructor(scope: Construct, id: string, props: HttpRouteProps<H>) {
    if (!props?.redirect)
      requireProperties(`HTTPRoute ${id}`, props, { rules: "[{ backends: [{ service: '…', port: 8080 }] }]" });
    const rules = props.redirect ? [{ redirect: props.redirect }] : props.rules;
    super(scope, id, 'HTTPRoute', props, rules.map(httpRule));
    for (const [index, rule] of rules.entries()) {
      const issue = httpRuleIssue(rule);
      if (issue !== undefined)
        report(this, {
          rule: 'gateway/prefix-without-match',
          message: `HTTPRoute ${this.namespace}/${this.name} ${issue} (spec.rules[${index}]).`,
          fix: "Match by one prefix: `matches: [{ path: '/v1' }]`; what has several needs a rule for each.",
        });
    }
  }
}
