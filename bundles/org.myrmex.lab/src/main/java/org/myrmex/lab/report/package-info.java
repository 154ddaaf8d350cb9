/** How outcomes are shown: files of figures, and maps of networks. */
package org.myrmex.lab.report;
