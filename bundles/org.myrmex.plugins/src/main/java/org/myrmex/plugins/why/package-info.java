/**
 * Why a bundle does not do its work: one sentence and one thing to do, read from what the framework, its components and the
 * web server say of themselves. Looks only; nothing is started or changed here.
 */
package org.myrmex.plugins.why;
