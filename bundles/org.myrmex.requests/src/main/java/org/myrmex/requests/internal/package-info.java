/**
 * The request manager's side to the server: the filter that asks the rules, the services' life, the events of what was written,
 * and the second lock behind the guard. What a rule means is next door, in {@code org.myrmex.requests.rule}.
 */
package org.myrmex.requests.internal;
