/**
 * Tests of the whole: the distribution as it is shipped, in processes of its own, on loopback addresses. Each test
 * asserts one thing that a person would see.
 */
package org.myrmex.itests;
