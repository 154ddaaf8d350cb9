/**
 * Rules by which the request manager hands requests to services. No servlet type appears here: the services are servlets, which
 * they say by their registration.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.myrmex.api.request;
