/**
 * The first access manager: the owner may do everything, everybody else nothing. Rules for buddies, tokens and shares come
 * here later; who a caller is gets settled by whoever lets him in.
 */
package org.myrmex.access.internal;
