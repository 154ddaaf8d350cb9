/** What simulated users do: search, fetch block by block, fetch many things at once. */
package org.myrmex.lab.workload;
