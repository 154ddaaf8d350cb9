/**
 * Classes that run in a framework for {@code PaxExamExtensionIT}. Not in the package of the driver: the bundle that
 * holds the tests would find half of the package in itself and the other half in the driver.
 */
package org.myrmex.exam.sample;
