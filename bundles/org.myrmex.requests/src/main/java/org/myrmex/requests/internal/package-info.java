/**
 * Magi's request manager: rules hand requests to services.
 */
package org.myrmex.requests.internal;
