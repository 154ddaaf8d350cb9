/**
 * What a test sees: the JUnit 5 extension that carries a test class into an OSGi framework and its verdicts back out.
 * On the outside it steers Pax Exam, inside it steps aside. What runs the tests in there is in {@code internal}.
 */
@Export
@Version("1.0.0")
package org.myrmex.exam;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
