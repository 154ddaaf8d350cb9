/**
 * Search by words: names are split into lower-case words, a question asks for all of its words. Pure and immutable.
 */
package org.myrmex.sharing.words;
