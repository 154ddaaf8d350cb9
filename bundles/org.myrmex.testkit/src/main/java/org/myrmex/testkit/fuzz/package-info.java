/** What fuzz tests begin with. Needs the sources' test resources as files, no JUnit and no fuzzer. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("0.1.0")
package org.myrmex.testkit.fuzz;
