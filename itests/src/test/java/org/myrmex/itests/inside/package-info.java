/**
 * Tests that run inside Felix, between the bundles of a feature as the distribution has them: wiring and life cycle.
 * Whatever a person could see from outside is tested one package up.
 */
package org.myrmex.itests.inside;
